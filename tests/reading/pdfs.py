"""Small PDFs in code: pages of lines in Helvetica, with what a test needs added to the catalogue."""

from __future__ import annotations


def pdf(*pages: list[str], catalogue: str = "", objects: tuple[str, ...] = ()) -> bytes:
    """One page a list of lines; ``objects`` get the numbers that follow (4 + 2 x pages ...)."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
        stream = f"BT /F1 12 Tf 50 800 Td {shown}ET" if lines else "0 0 m"
        bodies.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>"
        )
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return assembled([*bodies, *objects])


def assembled(bodies: list[str]) -> bytes:
    out, offsets = "%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    table = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{rows}"
    trailer = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + table + trailer).encode("latin-1")
