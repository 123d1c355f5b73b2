"""Whether the clause after a title begins: a body, or several, and what it does.

The words that join a body to what stands before it (``và``, ``trong``, ``thuộc`` …) are few; the verbs are not. So
after the names whatever is none of these words is taken for a verb: ``…, Sở Y tế lập kế hoạch``.
"""

from __future__ import annotations

import re

from planforge.citation.grammar import Grammar

_BETWEEN = re.compile(r", (?:và )?| và | - ")
_ASIDE = re.compile(r" \([^()\n]{1,60}\)")
_NEXT_WORD = re.compile(r" ([a-zà-ỹđ/]+)")
_BODIES = 12


def is_subject(text: str, at: int, grammar: Grammar) -> bool:
    """Whether the bodies named at ``at`` do something: ``Bộ Chính trị, Ban Bí thư yêu cầu``."""
    end, solid = at, False
    for _ in range(_BODIES):
        name = _name(text, end, grammar)
        if name is None:
            return False
        solid = name[1]
        end = name[0]
        link = _BETWEEN.match(text, end)
        if not link or _name(text, link.end(), grammar) is None:
            break
        end = link.end()
    word = _NEXT_WORD.match(text, end)
    if word is None:
        return False
    if grammar.joining_word.match(text, end + 1):
        return bool(grammar.clear_verb.match(text, end))
    return solid or bool(grammar.subject_verb.match(text, at))


def _name(text: str, at: int, grammar: Grammar) -> tuple[int, bool] | None:
    """End of the name of a body, and whether it is more than its first word (``Sở``, ``Trung tâm``)."""
    whole = grammar.issuer_name.match(text, at)
    head = whole or (grammar.issuer_head if text[at : at + 1].isupper() else grammar.small_head).match(text, at)
    if head is None:
        return None
    end, solid = head.end(), bool(whole)
    while word := grammar.name_word.match(text, end):
        end, solid = word.end(), True
    aside = _ASIDE.match(text, end)
    return (aside.end() if aside else end), solid
