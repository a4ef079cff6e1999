"""Approach 1 of "Scaling Laws with Vocabulary" (Tao et al. 2024), refitted by its authors' own script, beside the minimum.

  isoflops_refit.py CHECKOUT

CHECKOUT: a checkout of github.com/sail-sg/scaling-with-vocab. Needs numpy, pandas, scipy, scikit-learn, tqdm and
matplotlib (numpy 2.4 and scipy 1.17 here), and a minute or so. Runs the checkout's approach1_isoflops.py as it is, shows
that what it finds are the published constants to eight digits, and then what its objective is there and at the minimum
that the same points have: the class IsoFlopsFit finds the minimum. Exits 1 if a constant differs in its first eight
digits.
"""

import contextlib
import io
import os
import pathlib
import runpy
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.special import huber

PUBLISHED = {"K1": -2.48465102, "K2": -1.5890313, "alpha2": 0.41636226, "K3": 1.85958504}
DELTA = 0.001


def loss(residuals):
    return float(np.sum(huber(DELTA, residuals)))


def main(checkout):
    script = next(pathlib.Path(checkout).rglob("approach1_isoflops.py"), None)
    if script is None:
        raise SystemExit(f"{checkout}: expected a checkout with approach1_isoflops.py; found none")
    os.environ["MPLBACKEND"] = "Agg"  # it draws, and nobody looks
    os.chdir(script.parent)
    sys.path.insert(0, str(script.parent))
    with contextlib.redirect_stdout(io.StringIO()):
        theirs = runpy.run_path(str(script))
    k1, k2, k3 = theirs["best_K_set"]
    found = {"K1": k1, "K2": k2, "alpha2": theirs["best_alpha_set"][1], "K3": k3}
    same = True
    for name, published in PUBLISHED.items():
        # Published as printed, to eight decimals.
        agrees = abs(found[name] - published) < 0.5e-8 + 1e-12
        same &= agrees
        print(f"{name}: their script {found[name]:.10f}, published {published}, {'same' if agrees else 'DIFFERENT'}")
    x = np.log(np.asarray(theirs["flopsopt"], dtype=float))
    y = np.log(np.asarray(theirs["Nvopt"], dtype=float))
    at_theirs = loss(k2 + found["alpha2"] * x - y)
    # Centred, the two parameters hardly depend on each other, and a search without derivatives gets to the end.
    middle = x.mean()
    best = min(
        (
            minimize(
                lambda p: loss(p[0] + p[1] * (x - middle) - y),
                [y.mean(), slope],
                method="Nelder-Mead",
                options={"xatol": 1e-13, "fatol": 1e-16, "maxiter": 100_000, "maxfev": 100_000},
            )
            for slope in (0.3, 0.42, 0.5)
        ),
        key=lambda result: result.fun,
    )
    print(f"{len(x)} points; sum of Huber's losses for vocabulary parameters")
    print(f"  at the published constants {at_theirs:.6f}")
    print(f"  at its minimum             {best.fun:.6f}, K2 {best.x[0] - best.x[1] * middle:.5f}, alpha2 {best.x[1]:.6f}")
    return 0 if same else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
