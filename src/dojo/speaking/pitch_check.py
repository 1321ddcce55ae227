"""What is wrong with the text of a pitch: its sections and their order, its length, its numbers."""

from __future__ import annotations

from collections.abc import Iterator

SECTIONS = ("problem", "data", "model", "results", "impact", "lessons")
NUMBERED = ("results", "impact")  # sections that need a number
LEAST, MOST = 2.0, 3.0  # minutes, both allowed
WORDS_PER_MINUTE = 140

_SENTENCES = {
    "missing": "there is no section ## {section}",
    "empty": "the section ## {section} is empty",
    "duplicate": "the section ## {section} occurs more than once",
    "order": "the sections are not in the order problem, data, model, results, impact, lessons",
    "too_short": "it takes less than 2 minutes at 140 words a minute: {words} words, {minutes:.1f} minutes",
    "too_long": "it takes more than 3 minutes at 140 words a minute: {words} words, {minutes:.1f} minutes",
    "no_number": "the section ## {section} has no number",
}


def check(text: str) -> list[str]:
    """Return what is wrong with a pitch, sorted, each finding once; nothing for a good pitch.

    Sections begin with a line ``## name``, in any case; further ones are allowed. Findings are "missing:<section>",
    "empty:<section>", "duplicate:<section>", "no_number:<section>", "order", "too_short" and "too_long".
    """
    return sorted(set(_findings(text)))


def word_count(text: str) -> int:
    """Return the words of a pitch, headings left out."""
    return sum(len(body.split()) for _, body in _sections(text))


def sentence(finding: str, text: str) -> str:
    """Say a finding in a sentence."""
    kind, _, section = finding.partition(":")
    words = word_count(text)
    return _SENTENCES[kind].format(section=section, words=words, minutes=words / WORDS_PER_MINUTE)


def _sections(text: str) -> list[tuple[str, str]]:
    """Return each section's name, in lower case, and its text; what comes before the first has no name."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        mark, *name = line.split(maxsplit=1)[:2] or [""]
        if mark == "##" and name:
            found.append((name[0].strip().lower(), []))
        else:
            found[-1][1].append(line)
    return [(name, "\n".join(lines)) for name, lines in found]


def _findings(text: str) -> Iterator[str]:
    sections = _sections(text)
    known = [name for name, _ in sections if name in SECTIONS]
    for name in SECTIONS:
        body = "".join(body for other, body in sections if other == name).strip()
        if name not in known:
            yield f"missing:{name}"
        elif not body:
            yield f"empty:{name}"
        if known.count(name) > 1:
            yield f"duplicate:{name}"
        if name in known and name in NUMBERED and not any(letter.isdigit() for letter in body):
            yield f"no_number:{name}"
    first = list(dict.fromkeys(known))
    if first != sorted(first, key=SECTIONS.index):
        yield "order"
    minutes = word_count(text) / WORDS_PER_MINUTE
    if not LEAST <= minutes <= MOST:
        yield "too_short" if minutes < LEAST else "too_long"
