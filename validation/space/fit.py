"""Fits the point tier's correction for separate wounds to reduction.csv, judges it and draws it.

    python -m venv .venv && .venv/bin/pip install numpy scipy matplotlib
    .venv/bin/python validation/space/fit.py

The share of the well-mixed collagen excess that separate wounds keep,

    m = 1 / (1 + (a / density + b) * sessions^-p * reach^-q * exp(-r * depth / reach)),

is fitted by least squares of relative residuals to the unit cells of needles on day 28, depths within nine tenths of the
reach. Random patterns, lattices and lasers are held out.
"""

import csv
from pathlib import Path

import matplotlib
import numpy as np
from scipy.optimize import least_squares

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402

HERE = Path(__file__).parent
REACH_OVER_LENGTH = 0.7
USABLE = 0.9


def load():
    rows = []
    for row in csv.DictReader((HERE / "reduction.csv").open()):
        if not row["ratio_d28"]:
            continue
        length, needle = float(row["length_mm"]), row["kind"] == "needle"
        reach, depth = length * (REACH_OVER_LENGTH if needle else 1.0), float(row["depth_mm"])
        if depth > USABLE * reach:
            continue
        rows.append({
            "case": row["case"], "needle": needle, "cell": row["pattern"] == "cell", "length": length, "reach": reach,
            "depth": depth, "density": float(row["density_per_cm2"]), "sessions": int(row["sessions"]),
            "kept": float(row["ratio_d28"]),
        })
    return rows


def column(name, rows):
    return np.array([row[name] for row in rows], dtype=float)


def model(p, rows):
    density, sessions, reach, depth = (column(name, rows) for name in ("density", "sessions", "reach", "depth"))
    loss = (p[0] / density + p[1]) * sessions ** -p[2] * reach ** -p[3] * np.exp(-p[4] * depth / reach)
    return 1 / (1 + loss)


def card(_, rows):
    """The one-number formula of the model card, with its power of the number of sessions."""
    return 1 / (1 + 50 * column("sessions", rows) ** -0.3 / column("density", rows))


def residuals(formula, p, rows):
    error = formula(p, rows) / column("kept", rows) - 1
    return f"{100 * np.sqrt(np.mean(error**2)):5.1f} % rms, {100 * np.abs(error).max():5.1f} % at worst, {100 * error.mean():+5.1f} % mean"


def draw(p, rows):
    plt.rcParams.update({"font.size": 9, "svg.hashsalt": "needlework", "svg.fonttype": "none"})
    figure, axes = plt.subplots(1, 3, figsize=(9.2, 3.2), sharey=True, layout="constrained")
    colours = {0.5: "#CC79A7", 1.0: "#E69F00", 1.5: "#0072B2", 2.0: "#009E73", 3.0: "#D55E00"}
    density = np.geomspace(30, 1000, 100)
    for axis, depth in zip(axes[:2], (0.2, 0.5)):
        for length, colour in colours.items():
            chosen = [r for r in rows if r["needle"] and r["cell"] and r["sessions"] == 1 and r["length"] == length and r["depth"] == depth]
            if not chosen:
                continue
            curve = [{"density": d, "sessions": 1, "reach": REACH_OVER_LENGTH * length, "depth": depth} for d in density]
            axis.plot(density, model(p, curve), color=colour, lw=1.4, label=f"{length:g} mm")
            axis.plot(column("density", chosen), column("kept", chosen), "o", color=colour, ms=4.5)
        axis.plot(density, 1 / (1 + 50 / density), color="0.6", lw=1, ls="--", label="card")
        axis.set(xscale="log", title=f"At {depth} mm depth", xlabel="channels [1/cm²]")
        axis.legend(title="needle", frameon=False, fontsize=8, loc="lower right")
    axes[0].set_ylabel("share of the well-mixed excess kept [-]")
    marks = {"random": ("o", "random places"), "repeated at random": ("s", "random, 4 sessions"), "lattice": ("^", "lattice"),
             "ablative laser": ("D", "ablative laser"), "non-ablative laser": ("v", "non-ablative laser")}
    for (case, (mark, label)), colour in zip(marks.items(), colours.values()):
        chosen = [r for r in rows if r["case"] == case]
        axes[2].plot(model(p, chosen), column("kept", chosen), mark, color=colour, ms=4.5, label=label)
    axes[2].plot([0.3, 1], [0.3, 1], color="0.6", lw=1)
    axes[2].set(title="Held out", xlabel="share kept by the formula [-]")
    axes[2].legend(frameon=False, fontsize=8, loc="lower right")
    for axis in axes:
        axis.spines[["top", "right"]].set_visible(False)
        axis.set_ylim(0.3, 1.02)
    figure.savefig(HERE / "correction.svg", metadata={"Date": None})


def main():
    rows = load()
    fitted = [row for row in rows if row["needle"] and row["cell"]]
    p = least_squares(lambda p: model(p, fitted) / column("kept", fitted) - 1, [50, 0.1, 0.1, 1, 1]).x
    print("density part {:.1f} /cm², dense part {:.3f}, powers of sessions {:.3f} and reach {:.3f}, decay {:.3f}".format(*p))
    groups = {"fitted": fitted}
    for row in rows:
        if row not in fitted:
            groups.setdefault(row["case"], []).append(row)
    for name, group in groups.items():
        print(f"{name:20} {len(group):3} rows: {residuals(model, p, group)}; card {residuals(card, p, group)}")
    draw(p, rows)


main()
