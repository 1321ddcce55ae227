"""The interviewer's card as one HTML page that needs nothing else: one A4 sheet in print, the rubric on its back."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from dojo.kata import rubric
from dojo.peer.card import RULES, WARNING, InterviewerCard

_STYLE = """
:root { color-scheme: light dark; --line: #8886; }
* { box-sizing: border-box; }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 52rem; margin: 1.5rem auto; padding: 0 1rem;
       overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; margin: .6rem 0 .2rem; }
h2 { font-size: 1rem; margin: 1.1rem 0 .3rem; border-bottom: 1px solid var(--line); }
p { margin: .2rem 0; }
.warning { border: 2px solid #b3261e; padding: .3rem .6rem; font-weight: 600; }
.quiet { opacity: .75; }
dl { display: grid; grid-template-columns: minmax(6rem, 10rem) 1fr; gap: .25rem 1rem; margin: 0; }
dt { font-weight: 600; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .85em; table-layout: fixed; }
th, td { border: 1px solid var(--line); padding: .2rem .35rem; text-align: left; vertical-align: top; }
th:first-child { width: 15%; }
td.bar { font-weight: 600; }
@page { size: A4; margin: 12mm; }
@media print {
  :root { color-scheme: light; }
  body { font-size: 8.5pt; line-height: 1.3; max-width: none; margin: 0; padding: 0; color: #000; }
  h2 { margin-top: .6rem; break-after: avoid; }
  dt, dd, tr { break-inside: avoid; }
  .back { break-before: page; }
}
"""
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""


def html(card: InterviewerCard) -> str:
    """Return the page. Every text of the kata is escaped; nothing is fetched."""
    held = card.sheet
    parts = [
        f'<p class="warning">{escape(WARNING)}</p>',
        f"<h1>{escape(held.title)}</h1>",
        f'<p class="quiet">{escape(card.facts)}</p>',
        f"<p>{escape(card.goal)}</p>",
        _section("When they ask", ((c.topic, [c.ask, c.answer]) for c in held.clarifications)),
        _section("Mistakes to look out for", ((slip.name, [slip.symptom]) for slip in card.slips)),
        _section("Hints", ((price, [f"{kind}:", hint]) for price, kind, hint in card.hints())),
        _section("Follow-ups", ((f"{n}", [f.ask, f"Good: {f.good}"]) for n, f in enumerate(held.follow_ups, start=1))),
        f'<h2 class="back">Rubric</h2>\n{_rubric(card)}',
        _section("Rules", ((f"{n}", [rule]) for n, rule in enumerate(RULES, start=1))),
    ]
    return _PAGE.format(
        title=escape(f"Interviewer's card: {held.title}"), style=_STYLE, body="\n".join(part for part in parts if part)
    )


def _section(title: str, rows: Iterable[tuple[str, list[str]]]) -> str:
    """Return a heading over named paragraphs, the first of several in a quieter tone; nothing where there are none."""
    items = []
    for name, texts in rows:
        *before, last = (escape(text) for text in texts)
        paragraphs = [*(f'<p class="quiet">{text}</p>' for text in before), f"<p>{last}</p>"]
        items.append(f"<dt>{escape(name)}</dt><dd>{''.join(paragraphs)}</dd>")
    return f"<h2>{escape(title)}</h2>\n<dl>\n{chr(10).join(items)}\n</dl>" if items else ""


def _rubric(card: InterviewerCard) -> str:
    """Return the anchors of every axis, level 3 in this kata's words, with a row to score in."""
    levels = "".join(f"<th>{level}</th>" for level in range(rubric.HIGHEST + 1))
    rows = [f"<tr><th>axis (weight)</th>{levels}</tr>"]
    for axis in rubric.AXES:
        anchors = [escape(text) for text in axis.anchors]
        if axis.key in card.sheet.rubric:
            anchors[rubric.HIRE_BAR] = escape(card.sheet.rubric[axis.key])
        bar = ("", "", "", ' class="bar"', "")
        cells = "".join(f"<td{mark}>{text}</td>" for mark, text in zip(bar, anchors, strict=True))
        rows.append(f"<tr><th>{axis.letter} {escape(axis.title)} ({axis.weight})</th>{cells}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"
