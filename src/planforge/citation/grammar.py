"""The grammar of citations: the words of ``catalog/vien-dan/`` compiled into patterns, once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from planforge.catalogue.entry import Entry
from planforge.catalogue.loading import load_file
from planforge.catalogue.locations import catalogue_folder
from planforge.citation.vocabulary import BoundaryFile, IssuerFile, LawFile, NameFile, TypeFile, words
from planforge.text.casing import CAPITALS
from planforge.text.confusables import ascii_letters
from planforge.text.keys import name_key

FIRST_DIGIT = "[0-9]"
NUMBER = rf"{FIRST_DIGIT}\d{{0,4}}[a-zA-Z]?(?:\.\d{{1,3}})?"
_AFTER_CODE = r"(?=ngày|của|về|[^A-Za-zÀ-ỹ]|$)"
CODE = r"[A-ZĐƯƠÔÊÂĂ](?:(?!ngày|của|về)[A-Za-zĐđƯưƠơÔôÊêÂâĂă&]|\.(?=[A-ZĐƯ])){0,15}\d{0,3}" + _AFTER_CODE
GLUED = r"(?<=\d)(?=(?:NQ|KH|HD|CT|QĐ|KL|TB|BC|CV|CTr|TTr|QyĐ|QC)/[A-ZĐ]{2})"
SYMBOL = rf"{NUMBER}(?:/(?:19|20)\d\d)?(?:/|-(?=[A-ZĐƯ]{{2}}|[A-ZĐ][a-z]{{1,3}}/[A-ZĐ])|{GLUED}){CODE}"
SYMBOL += rf"(?:[-/]{CODE}){{0,8}}(?:\([A-Z]{{1,4}}\d{{0,2}}\))?"
_PAIR = re.compile(rf"(?<!\w)(?=([{CAPITALS}][a-zà-ỹ]+ [a-zà-ỹ]+)(?!\w))")
_SHORT = r"(?:số ?:? ?)?\d{1,4}[a-z]?(?![\w/%]|[.,]\d|-[A-ZĐ\d])"


@dataclass(frozen=True)
class Grammar:
    """All files, with the patterns made of them."""

    types: TypeFile
    boundaries: BoundaryFile
    issuers: IssuerFile
    laws: LawFile
    names: NameFile

    @cached_property
    def symbol_anchor(self) -> re.Pattern[str]:
        """Every symbol. Begins with a set of characters, so that the engine skips the text between digits."""
        return re.compile(rf"[0-9](?<![\w/.,-][0-9]){SYMBOL.removeprefix(FIRST_DIGIT)}")

    @cached_property
    def small_anchor(self) -> re.Pattern[str]:
        """A number of two digits or more that may be cited by a type word in small letters: ``nghị quyết 57``."""
        return re.compile(r"[0-9](?<= [0-9])(?P<small>\d{1,3}[a-z]?)(?![\w/%]|[.,]\d| ?-[A-ZĐ\d])")

    @cached_property
    def small_before(self) -> re.Pattern[str]:
        """The type word in small letters, right before the number."""
        return re.compile(rf"(?<!\w)(?:{words(self.types.small)}) (?P<so>số ?:? ?)?$")

    @cached_property
    def small_after(self) -> re.Pattern[str]:
        """What may follow a small type word and its number, so that the number is no count."""
        return re.compile(r"[,;.)”\"\n]|$| (?:của [A-ZĐ]|(?:về|và|hoặc|đã|nêu|trên địa bàn|ngày \d)(?!\w))")

    @cached_property
    def word_anchor(self) -> re.Pattern[str]:
        """Every word that may open a citation without a symbol: short numbers, laws, names."""
        kinds = {
            "short": [w[0].upper() + w[1:] for t in self.types.types if t.short for w in t.words],
            "law": self.laws.openings,
            "named": [n.word for n in self.names.named] + list(self.names.congress),
        }
        after = {"short": f" {_SHORT}", "law": "(?= )", "named": "(?= )"}
        letters = sorted({w[0] for group in kinds.values() for w in group})
        branches = [
            rf"(?<={letter})(?P<{kind}_{ord(letter)}>(?:{words(rest)}){after[kind]})"
            for letter in letters
            for kind, group in kinds.items()
            if (rest := [w[1:] for w in group if w[0] == letter])
        ]
        return re.compile(rf"[{''.join(letters)}](?<![^\W\d]\w)(?:{'|'.join(branches)})")

    @cached_property
    def type_of_word(self) -> Mapping[str, str]:
        """Folded word -> type; generic words map to an empty string."""
        pairs = [(ascii_letters(w), t.id) for t in self.types.types for w in t.words]
        table = {word.replace(" ", ""): kind for word, kind in pairs if word.count(" ") == 1}
        table |= dict(pairs)
        table |= {ascii_letters(a): t.id for t in self.types.types for a in t.abbreviations}
        return table | {ascii_letters(w): "" for w in self.types.generic}

    @cached_property
    def right_words(self) -> frozenset[str]:
        """Type words as they should be written, in lower case."""
        return frozenset(w for t in self.types.types for w in t.words) | frozenset(self.types.generic)

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Abbreviated type words, as written."""
        return frozenset(a for t in self.types.types for a in t.abbreviations) | {"VB"}

    @cached_property
    def type_of_code(self) -> Mapping[str, str]:
        """Code of a symbol -> type."""
        return {code: t.id for t in self.types.types for code in t.codes}

    @cached_property
    def mixed_case(self) -> re.Pattern[str]:
        """Codes in capitals that have small letters when they stand in running text."""
        return re.compile(rf"(?<=[-/])(?:{words(self.types.mixed_case)})(?![A-ZĐ])")

    @cached_property
    def before_number(self) -> re.Pattern[str]:
        """On folded text that ends where the symbol begins: the type word, and ``so`` if it is there."""
        return re.compile(rf"(?<![a-z])(?P<type>{words(self.type_of_word)})(?P<so>,? ?so ?[:.]? ?| ?[:.]? ?)$")

    @cached_property
    def before_issuer(self) -> re.Pattern[str]:
        """Type word, issuer, then the number: ``Quyết định của UBND tỉnh số 12/QĐ-UBND``."""
        return re.compile(
            rf"(?<![a-z])(?P<type>{words(self.type_of_word)}) cua (?P<issuer>[^;.:()\n]{{3,110}}?)"
            r"(?P<so>,? so ?:? ?|: so ?|, ?)$"
        )

    @cached_property
    def type_openings(self) -> tuple[str, ...]:
        """First words of instruments, in capitals: what begins so is no body."""
        return (*(w[0].upper() + w[1:] for t in self.types.types for w in t.words), *self.laws.openings)

    @cached_property
    def not_before(self) -> re.Pattern[str]:
        """Folded text before a number that is no instrument."""
        return re.compile(
            rf"(?<![a-z])(?:{words(ascii_letters(w) for w in self.types.not_before)})(?: so)? ?:? ?$"
        )

    @cached_property
    def not_after(self) -> re.Pattern[str]:
        """Words that make a bare number a count."""
        return re.compile(rf" (?!ngày \d)(?:{words(self.types.not_after)})\b")

    @cached_property
    def issuer_name(self) -> re.Pattern[str]:
        """A name known whole."""
        branch = f"(?:{words(self.issuers.branch_heads)}) (?:{words(self.issuers.branches)})"
        return re.compile(rf"(?:{words(self.issuers.names)}|{branch})(?!\w)", re.IGNORECASE)

    @cached_property
    def issuer_pairs(self) -> frozenset[str]:
        """Words of two syllables in the names of issuers of which only the first has a capital: ``Đào tạo``."""
        names = (*self.issuers.names, *self.issuers.branches)
        return frozenset(pair for name in names for pair in _PAIR.findall(name))

    @cached_property
    def issuer_head(self) -> re.Pattern[str]:
        """The first words of an issuer."""
        return re.compile(rf"(?:{words(self.issuers.heads)})(?!\w)", re.IGNORECASE)

    @cached_property
    def issuer_inside(self) -> re.Pattern[str]:
        """Lower-case words that belong to the name of an issuer."""
        return re.compile(rf"(?:{words(self.issuers.inside)})(?!\w)", re.IGNORECASE)

    @cached_property
    def name_part(self) -> re.Pattern[str]:
        """``và du lịch`` and the like, inside the name of a branch."""
        return re.compile(rf"và (?:{words(self.issuers.name_parts)})(?!\w)")

    @cached_property
    def free_issuer(self) -> re.Pattern[str]:
        """Bodies with long names of ordinary words."""
        return re.compile(f"(?:{words(self.issuers.free)})", re.IGNORECASE)

    @cached_property
    def name_break(self) -> re.Pattern[str]:
        """What shows that a programme's would-be name is a sentence."""
        named = words(n.word for n in self.names.named)
        return re.compile(rf" (?:{words(self.names.breaks)})\b|, (?:{named}|Kế hoạch)\b")

    @cached_property
    def congress_name(self) -> re.Pattern[str]:
        """The rest of ``Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2020-2025``."""
        types = words(w.split()[0].capitalize() for t in self.types.types for w in t.words)
        word = rf"{words(self.names.congress_words)}|[IVX]{{1,6}}"
        word += r"|\d{1,2}(?![\d/.-])|\((?:khóa|Khóa) [IVX]{1,6}\)"
        word += rf"|\d{{4}} ?- ?\d{{4}}|(?!(?:{types}) )[{CAPITALS}][\wÀ-ỹ]*"
        stop = r"(?=[,.;()”\"\n]|$)"
        return re.compile(rf" (?:(?:{word})(?: (?!ngày)|, (?=nhiệm kỳ|khóa)|{stop})){{1,22}}")

    @cached_property
    def speaker(self) -> re.Pattern[str]:
        """The body that speaks in the first sentence: ``Ủy ban nhân dân phường Bắc Hồng xây dựng …``."""
        verbs = words(self.boundaries.speaker_verbs)
        return re.compile(rf"(?:{words(self.issuers.speakers)})(?: [\wÀ-ỹ&,-]+){{1,9}}? (?=(?:{verbs})(?!\w))")

    @cached_property
    def title_start(self) -> re.Pattern[str]:
        """How a title begins after an issuer."""
        return re.compile(rf"(?:{words(self.boundaries.title_starts)})(?!\w)", re.IGNORECASE)

    @cached_property
    def strong_start(self) -> re.Pattern[str]:
        """How a title begins right after a number."""
        return re.compile(rf"(?:{words(self.boundaries.strong_starts)})(?!\w)", re.IGNORECASE)

    @cached_property
    def not_title(self) -> re.Pattern[str]:
        """What runs on in the sentence and is no title."""
        return re.compile(rf"(?:{words(self.boundaries.not_title)})(?!\w)", re.IGNORECASE)

    @cached_property
    def next_citation(self) -> str:
        """Pattern of the beginning of another citation."""
        capital = [w[0].upper() + w[1:] for t in self.types.types for w in t.words] + ["Văn bản"]
        return (
            rf"(?:các |những )?(?:(?:{words(capital)}) (?:số ?:? ?)?\d(?!\d? năm)"
            rf"|(?:{words(w.lower() for w in capital)}) số(?= ?:? ?[\d.…/])"
            rf"|(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp) [A-ZĐ\d]|số ?:? ?\d{{1,5}}[/-]"
            rf"|(?:{words(capital)}) (?:liên tịch |liên ngành |phối hợp |hành động |của |Đại hội |đại hội "
            r"|Hội nghị lần ))"
        )

    @cached_property
    def citation_begins(self) -> re.Pattern[str]:
        """:attr:`next_citation`, compiled."""
        return re.compile(self.next_citation)

    @cached_property
    def title_end(self) -> re.Pattern[str]:
        """Every place where a title may end; :mod:`planforge.citation.titles` decides."""
        return re.compile(self._title_ends)

    @cached_property
    def title_end_capitals(self) -> re.Pattern[str]:
        """The same for a title in capitals."""
        return re.compile(self._title_ends, re.IGNORECASE)

    @cached_property
    def _title_ends(self) -> str:
        ends = self.boundaries
        generic = f"(?:văn bản|quy định|{words(w for t in self.types.types for w in t.words[:1] if t.short)})(?!\\w)"
        generic = f"(?i:{generic})(?=,| và| khác| liên| hướng| của| chỉ| về| có|;|\\.)"
        link = f"(?:(?:{words(ends.links)}) ){{0,2}}"
        return (
            r"(?P<open>[“«\"]|(?<=[ ,])'(?=\w))|(?P<close>[”»])|(?P<left>\()|(?P<stop>[;\n|)])"
            r"|(?P<dot>[.!?…](?=[\s”\"]|$))|(?P<colon>:(?=\s))"
            rf"|(?P<glued>(?<= (?:19|20)\d\d)(?=[{CAPITALS}][a-zà-ỹ]))"
            rf"|(?P<next>(?:,| và| cùng| hoặc) (?={link}{self.next_citation})"
            rf"|(?:,| và|, và| cùng| cùng với) (?:(?:các|những) (?={generic})|một số văn bản))"
            rf"|(?P<subject>(?:, | và |, và )(?=(?:{words(self.issuers.heads)})\b)"
            rf"|, (?=(?:{words(self.issuers.small_heads)}) [A-ZĐ]))"
            rf"|(?P<start>, ?(?=(?:{words(ends.sentence_starts)})\b))"
            rf"|(?P<issued> (?=(?:ban hành )?ngày \d{{1,2}}/\d{{1,2}}/\d{{4}} của [{CAPITALS}]|ban hành ngày \d))"
            r"|(?P<sent> (?=gửi (?:các|cho|đến|tới|[A-ZĐ])))"
            rf"|(?P<crowd>, (?=(?:{words(ends.crowds)})\b))"
            r"|(?P<day>(?:(?<=[a-zà-ỹ”\"])(?<!TTg)|(?<=[ -]20\d\d)), (?=[Nn]gày \d{1,2}(?:(?: và | ?- ?|, )\d{1,2})?"
            r"(?:/\d{1,2}(?:/\d{4})?| tháng \d{1,2}(?: năm \d{4})?),? " rf"[{CAPITALS}]))"
            r"|(?P<list> (?=(?:cụ thể|quy định|ghi rõ|nêu rõ|như sau) ?:))"
            rf"|(?P<clause>, ?(?=(?:{words(ends.comma_ends)})\b)| (?=(?i:{words(ends.space_ends)})\b))"
        )

    @cached_property
    def subject_verb(self) -> re.Pattern[str]:
        """Verbs of the clause that follows a title."""
        return re.compile(rf"[^,;.“\n]{{0,110}}? (?:{words(self.boundaries.subject_verbs)})\b")

    @cached_property
    def small_head(self) -> re.Pattern[str]:
        """Bodies whose kind is written small: ``trường THCS Tân Thành``."""
        return re.compile(rf"(?:{words(self.issuers.small_heads)})(?= [A-ZĐ])")

    @cached_property
    def name_word(self) -> re.Pattern[str]:
        """A further word of a body's name, sure to belong to it."""
        inner = words((*self.issuers.names, *self.issuers.heads, *self.issuers.levels))
        return re.compile(rf" (?:(?:{inner})(?!\w)|(?:và |- )?[{CAPITALS}\d&][^\s,;:.()“”\"]*)")

    @cached_property
    def joining_word(self) -> re.Pattern[str]:
        """Words that join a body to what stands before it; any other word after it is its verb."""
        return re.compile(rf"(?:{words(self.boundaries.joining_words)})(?!\w)")

    @cached_property
    def clear_verb(self) -> re.Pattern[str]:
        """Verbs that make even ``và Ủy ban nhân dân …`` the clause after the title."""
        return re.compile(rf"[^,;.“\n]{{0,90}}? (?:{words(self.boundaries.clear_verbs)})\b")

    @cached_property
    def sentence_after(self) -> re.Pattern[str]:
        """What follows a semicolon when the title has ended there."""
        return re.compile(rf"(?:{words(self.boundaries.after_semicolon)})(?!\w)|{self.next_citation}")

    @cached_property
    def crowd_verb(self) -> re.Pattern[str]:
        """Words that make ``, các cơ quan …`` the clause after the title."""
        return re.compile(rf"[^;.“\n]{{0,90}}? (?:{words(self.boundaries.crowd_verbs)})\b")

    @cached_property
    def crowd_begins(self) -> re.Pattern[str]:
        """Those who act, with no name of their own: ``các cơ quan, đơn vị``."""
        return re.compile(rf"(?:{words(self.boundaries.crowds)})\b")

    @cached_property
    def quote_continues(self) -> re.Pattern[str]:
        """Words after a closing quotation mark that still belong to the title."""
        return re.compile(rf" (?:{words(self.boundaries.quote_continues)})\b")

    @cached_property
    def title_continues(self) -> re.Pattern[str]:
        """Words after an official title that still belong to the title as cited."""
        return re.compile(rf",? (?:{words((*self.boundaries.quote_continues, 'về', 'và', 'số'))})\b")

    @cached_property
    def law_names(self) -> Mapping[str, re.Pattern[str]]:
        """First folded word of a law's name -> pattern of all names that begin with it, on folded text."""
        groups: dict[str, set[str]] = {}
        for name in (*self.laws.laws, *self.laws.constitution):
            folded = ascii_letters(name)
            groups.setdefault(re.split(r"[ ,]", folded)[0], set()).add(folded)
        return {first: _loose(names) for first, names in groups.items()}

    @cached_property
    def charters(self) -> re.Pattern[str]:
        """Whose charter, on folded text."""
        return _loose({ascii_letters(c) for c in self.laws.charters})

    @cached_property
    def amending(self) -> re.Pattern[str]:
        """How the name of an amending law begins, on folded text."""
        return _loose({ascii_letters(a) for a in self.laws.amending})

    @cached_property
    def not_law(self) -> re.Pattern[str]:
        """What follows ``Luật`` when it is no law."""
        return re.compile(rf"(?:{words(self.laws.not_law)})(?!\w)")

    @cached_property
    def known_names(self) -> frozenset[str]:
        """Keys of proper names that count wherever they stand."""
        return frozenset(name_key(name) for name in self.names.known)

    @cached_property
    def own_object(self) -> re.Pattern[str]:
        """What stands before a programme that is the content of the instrument just cited."""
        forms = (*self.names.own_object, *map(ascii_letters, self.names.own_object))
        return re.compile(rf"(?<!\w)(?:{words(forms)}) ?[“\"]?$", re.IGNORECASE)

    @cached_property
    def proposed_by(self) -> re.Pattern[str]:
        """``của Sở Y tế tại `` right before a citation: who issued it is said first."""
        body = rf"(?:{words(self.issuers.heads)})(?!\w)[^;.:()\n]{{1,90}}?"
        return re.compile(rf" của ({body})(?: \([^()\n]{{1,90}}\))?,? tại (?:các )?$")


def _loose(names: Iterable[str]) -> re.Pattern[str]:
    """Names whose commas and spaces may be missing."""
    ordered = sorted(names, key=lambda n: (-len(n), n))
    loose = (re.escape(name).replace(",\\ ", ",?\\ ").replace("\\ ", "\\ ?") for name in ordered)
    return re.compile(f"(?:{'|'.join(loose)})(?![a-z])")


def load_grammar(folder: Path | None = None) -> Grammar:
    """The grammar of the catalogue in ``folder`` (default: where planforge finds it). Raises CatalogueError."""
    return _load(catalogue_folder(folder))


_FILES: Sequence[tuple[str, type[Entry]]] = (
    ("loai.yaml", TypeFile), ("ranh-gioi.yaml", BoundaryFile), ("co-quan.yaml", IssuerFile),
    ("ten-luat.yaml", LawFile), ("ten-goi.yaml", NameFile),
)  # fmt: skip


@lru_cache(maxsize=4)
def _load(folder: Path) -> Grammar:
    return Grammar(*(load_file(folder / "vien-dan" / name, model).model for name, model in _FILES))  # type: ignore[arg-type]
