"""What is wrong with the text of a pitch: sections missing, empty, doubled or out of order, its length, its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

SECTIONS = ("problem", "data", "model", "results", "impact", "lessons")
NUMBERED = ("results", "impact")  # a claim without a number is none
LEAST, MOST = 2.0, 3.0  # minutes, both allowed
WORDS_PER_MINUTE = 140

_TOLD = {
    "missing": "there is no section ## {section}",
    "empty": "the section ## {section} holds nothing",
    "duplicate": "the section ## {section} stands there more than once",
    "order": "the sections are not in the order problem, data, model, results, impact, lessons",
    "too_short": "spoken at {wpm} words a minute it is over before 2 minutes are: {words} words, {minutes:.1f} minutes",
    "too_long": "spoken at {wpm} words a minute it takes more than 3 minutes: {words} words, {minutes:.1f} minutes",
    "no_number": "the section ## {section} names no number",
}


def check(text: str, *, wpm: int = WORDS_PER_MINUTE) -> list[str]:
    """Return what is wrong with a pitch, sorted, each once.

    Parameters
    ----------
    text : str
        Sections begin with a line ``## name``, in any case; what they are called beside the six is free.
    wpm : int
        Words spoken a minute, at least 1. Words are runs of non-space outside heading lines.

    Returns
    -------
    list of str
        "missing:<section>", "empty:<section>", "duplicate:<section>", "no_number:<section>", "order", "too_short" and
        "too_long"; none for a good pitch.

    Raises
    ------
    ValueError
        If `wpm` is below 1.
    """
    if wpm < 1:
        raise ValueError(f"expected at least 1 word a minute, found {wpm}")
    return sorted(set(_found(_sections(text), wpm)))


def word_count(text: str) -> int:
    """Return the words of a pitch, headings left out."""
    return sum(len(body.split()) for _, body in _sections(text))


def told(finding: str, text: str, *, wpm: int = WORDS_PER_MINUTE) -> str:
    """Say a finding in a sentence."""
    kind, _, section = finding.partition(":")
    words = word_count(text)
    return _TOLD[kind].format(section=section, words=words, minutes=words / wpm, wpm=wpm)


def _sections(text: str) -> list[tuple[str, str]]:
    """Return each section's name, in small letters, and its text; what comes before the first has no name."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        mark, *name = line.split(maxsplit=1)[:2] or [""]
        if mark == "##" and name:
            found.append((name[0].strip().lower(), []))
        else:
            found[-1][1].append(line)
    return [(name, "\n".join(lines)) for name, lines in found]


def _found(sections: Sequence[tuple[str, str]], wpm: int) -> Iterator[str]:
    known = [name for name, _ in sections if name in SECTIONS]
    bodies = {name: "".join(body for other, body in sections if other == name).strip() for name in known}
    for name in SECTIONS:
        if name not in bodies:
            yield f"missing:{name}"
        elif not bodies[name]:
            yield f"empty:{name}"
        if known.count(name) > 1:
            yield f"duplicate:{name}"
        if name in bodies and name in NUMBERED and not any(letter.isdigit() for letter in bodies[name]):
            yield f"no_number:{name}"
    first = list(dict.fromkeys(known))
    if first != sorted(first, key=SECTIONS.index):
        yield "order"
    minutes = sum(len(body.split()) for _, body in sections) / wpm
    if minutes < LEAST:
        yield "too_short"
    if minutes > MOST:
        yield "too_long"
