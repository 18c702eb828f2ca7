"""The pictures of the hand-made analysis, kept as files: ``python tests/figures/golden.py`` writes them anew.

It prints what changed. Look at the pictures of ``realpolitik report`` before you keep the new files.
"""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "golden"


def pictures() -> dict[str, str]:
    """File name -> the picture that the program draws now."""
    from realpolitik.figures import graph_model, state_graph
    from realpolitik.registry import ideas
    from sample import sample
    from sample_graph import small

    analysis = sample()
    drawn = {f"{name}.svg": module.spec(module.data(analysis)) for name, module in ideas("realpolitik.figures").items()}
    drawn["state-graph-narrow.svg"] = state_graph.tall(state_graph.data(analysis))
    graph = graph_model.data(small(analysis))
    drawn["graph-model.svg"] = graph_model.spec(graph)
    drawn["graph-model-narrow.svg"] = graph_model.spec(graph, narrow=True)
    drawn["graph-model-moves.svg"] = graph_model.spec(graph, "moves", "azerbaijan")
    drawn["graph-model-ways.svg"] = graph_model.spec(graph, "ways")
    return {name: lines(svg) for name, svg in drawn.items()}


def lines(svg: str) -> str:
    """One part of a picture a line, so that a change can be read."""
    return svg.replace("><", ">\n<") + "\n"


def renew() -> list[str]:
    """Write the files and say what changed, one line a file."""
    told = []
    now = pictures()
    for path in sorted(FOLDER.glob("*.svg")):
        if path.name not in now:
            path.unlink()
            told.append(f"{path.name}: no figure draws it any more, removed")
    for name, svg in now.items():
        path = FOLDER / name
        before = path.read_text(encoding="utf-8") if path.exists() else None
        if before == svg:
            continue
        path.write_text(svg, encoding="utf-8")
        if before is None:
            told.append(f"{name}: new")
        else:
            old, new = before.splitlines(), svg.splitlines()
            told.append(f"{name}: {len(set(new) - set(old))} lines new, {len(set(old) - set(new))} lines gone")
    return told


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER.parent.parent))
    print("\n".join(renew()) or "nothing changed")
