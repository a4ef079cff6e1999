"""Writes what SciPy and statsmodels answer on seeded samples: the vectors of StatisticsTest.

    python -m pip install numpy==2.4.6 scipy==1.17.1 pandas==3.1.1 statsmodels==0.15.0
    python statistics_vectors.py > ../resources/org/tokenlab/analysis/statistics/vectors.tsv

One line a quantity: the case, the quantity's name, its values; tabs between all.
"""

import sys
import warnings

import numpy as np
import pandas
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests

WANTED = {np: "2.4.6", scipy: "1.17.1", pandas: "3.1.1", statsmodels: "0.15.0"}


def short(values):
    """Samples of few digits make small files."""
    return np.array([float(f"{value:.5g}") for value in np.ravel(values)]).reshape(np.shape(values))


def put(case, **quantities):
    for name, values in quantities.items():
        values = np.atleast_1d(np.asarray(values, dtype=float))
        print("\t".join([case, name] + [repr(float(value)) for value in values]))


def two_samples(random):
    for number, (n, m, spread) in enumerate([(5, 7, 1.0), (97, 97, 1.06), (73, 96, 0.8), (12, 300, 3.0)]):
        a = short(random.normal(60, 9, n))
        b = short(random.normal(57, 9 * spread, m))
        f = a.var(ddof=1) / b.var(ddof=1)
        below = stats.f.cdf(f, n - 1, m - 1)
        above = stats.f.sf(f, n - 1, m - 1)
        put(f"variance-ratio-{number}", first=a, second=b, f=f, p=2 * min(below, above))
        u = stats.mannwhitneyu(a, b)
        put(f"mann-whitney-{number}", first=a, second=b, u=u.statistic, p=u.pvalue)
        c = np.round(a / 6)
        d = np.round(b / 6)
        u = stats.mannwhitneyu(c, d)
        put(f"mann-whitney-ties-{number}", first=c, second=d, u=u.statistic, p=u.pvalue)
    for number, (n, shift) in enumerate([(3, 0.1), (30, 0.8), (153, 1.0), (120, 30.0)]):
        a = short(random.normal(50, 9, n))
        b = short(a + random.normal(shift, 4, n))
        t = stats.ttest_rel(a, b)
        interval = t.confidence_interval()
        put(f"paired-t-{number}", first=a, second=b, t=t.statistic, df=t.df, p=t.pvalue,
            mean=(a - b).mean(), low=interval.low, high=interval.high)


def correlations(random):
    for number, (n, slope) in enumerate([(4, 1.0), (97, 0.1), (97, 3.0), (120, 0.5)]):
        x = short(random.lognormal(0, 1, n))
        y = short(slope * np.log(x) + random.normal(0, 1, n))
        r = stats.pearsonr(x, y)
        put(f"pearson-{number}", x=x, y=y, r=r.statistic, p=r.pvalue)
        z = np.round(y)
        rho = stats.spearmanr(np.round(x, 1), z)
        put(f"spearman-{number}", x=np.round(x, 1), y=z, r=rho.statistic, p=rho.pvalue)


def many_tests(random):
    p = np.concatenate([random.uniform(0, 1, 12) ** 3, [0.0, 1.0, 0.04, 0.04]])
    put("adjustment", p=p, bonferroni=multipletests(p, method="bonferroni")[1],
        holm=multipletests(p, method="holm")[1])


def densities(random):
    for number, n in enumerate([2, 97, 150]):
        sample = short(np.concatenate([random.normal(1, 0.2, n // 2), random.normal(2.5, 0.7, n - n // 2)]))
        kde = stats.gaussian_kde(sample)
        at = np.linspace(-1, 6, 15)
        put(f"density-{number}", sample=sample, at=at, density=kde(at), bandwidth=np.sqrt(kde.covariance[0, 0]))


def linear_models(random):
    for number, (n, p) in enumerate([(5, 1), (97, 3), (97, 8), (250, 5)]):
        x = short(random.normal(0, 1, (n, p)) * 10.0 ** np.arange(-(p // 2), p - p // 2))
        y = short(50_000 + x @ random.normal(0, 300, p) + random.normal(0, 2_000, n))
        fit = sm.OLS(y, sm.add_constant(x)).fit()
        case = f"linear-{number}"
        put(case, y=y, **{f"x{j}": x[:, j] for j in range(p)})
        put(case, coefficients=fit.params, errors=fit.bse, t=fit.tvalues, p=fit.pvalues, rsquared=fit.rsquared,
            adjusted=fit.rsquared_adj, residual=fit.ssr)
        f, fp, df = fit.compare_f_test(sm.OLS(y, sm.add_constant(x[:, : p - 1])).fit() if p > 1 else
                                       sm.OLS(y, np.ones((n, 1))).fit())
        put(case, f=f, fp=fp, fdf=df)


def gls_errors(x, residual, factors):
    """Errors of the coefficients with the variances given, as lme4 has them. statsmodels takes its own from second
    derivatives that mix in the variances, which makes them differ in the fourth digit."""
    v = residual * np.eye(len(x))
    for variance, groups in factors:
        v += variance * (groups[:, None] == groups[None, :])
    return np.sqrt(np.diag(np.linalg.inv(x.T @ np.linalg.solve(v, x))))


def mixed_models(random):
    # One factor: languages of unequal numbers of observations.
    groups = np.repeat(np.arange(20), random.integers(2, 9, 20))
    n = len(groups)
    x = short(random.normal(0, 1, (n, 2)))
    x[:, 1] = short(random.normal(0, 1, 20))[groups]
    y = short(5 + x @ [1.5, -0.7] + random.normal(0, 2, 20)[groups] + random.normal(0, 1, n))
    for reml in [True, False]:
        fit = sm.MixedLM(y, sm.add_constant(x), groups).fit(reml=reml, method="lbfgs", gtol=1e-12, maxiter=5000)
        case = "mixed-" + ("reml" if reml else "ml")
        put(case, y=y, x0=x[:, 0], x1=x[:, 1], g0=groups)
        put(case, coefficients=fit.fe_params, residual=fit.scale, factors=fit.cov_re[0, 0],
            errors=gls_errors(sm.add_constant(x), fit.scale, [(fit.cov_re[0, 0], groups)]),
            loglikelihood=fit.llf)

    # Two crossed factors, as in a grid of languages by vocabulary sizes.
    language, size = (grid.ravel() for grid in np.meshgrid(np.arange(15), np.arange(7)))
    n = len(language)
    x = short(random.normal(0, 1, n))
    y = short(60 + 0.8 * x + random.normal(0, 3, 15)[language] + random.normal(0, 1.5, 7)[size]
         + random.normal(0, 1, n))
    frame = pandas.DataFrame({"y": y, "x": x, "language": language, "size_": size})
    for reml in [True, False]:
        model = sm.MixedLM.from_formula(
            "y ~ x", groups=np.ones(n), re_formula="0", data=frame,
            vc_formula={"language": "0 + C(language)", "size": "0 + C(size_)"})
        fit = model.fit(reml=reml, method="powell", maxiter=20000)
        fit = model.fit(reml=reml, method="bfgs", start_params=fit.params_object, gtol=1e-10, maxiter=20000)
        case = "crossed-" + ("reml" if reml else "ml")
        put(case, y=y, x0=x, g0=language, g1=size)
        put(case, coefficients=fit.fe_params, residual=fit.scale, factors=fit.vcomp,
            errors=gls_errors(sm.add_constant(x), fit.scale, list(zip(fit.vcomp, [language, size]))),
            loglikelihood=fit.llf)


def main():
    for module, version in WANTED.items():
        if module.__version__ != version:
            sys.exit(f"expected {module.__name__} {version}; found {module.__version__}")
    warnings.simplefilter("ignore")
    random = np.random.default_rng(20251119)
    two_samples(random)
    correlations(random)
    many_tests(random)
    densities(random)
    linear_models(random)
    mixed_models(random)


main()
