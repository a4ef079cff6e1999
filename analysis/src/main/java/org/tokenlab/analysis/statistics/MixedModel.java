package org.tokenlab.analysis.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/// A linear model whose observations come in groups, each with an intercept of its own drawn from a
/// normal distribution: `y = Xβ + Σ b_g + ε`. Several factors may group the observations, nested or
/// crossed (language and vocabulary size, say).
///
/// Fitted as Bates et al. 2015 ("Fitting Linear Mixed-Effects Models Using lme4"): β and the
/// residual variance are known once the ratios of standard deviations are, so that the search runs
/// over these alone, one a factor. By maximum likelihood, or by REML, which does not underestimate
/// the variances. Degrees of freedom by Satterthwaite's method, as R's `lmerTest`.
///
/// Immutable; index 0 of each array is the intercept, index j + 1 predictor j.
public final class MixedModel {
  private static final int MOST_EVALUATIONS = 20_000;

  private final MixedLikelihood likelihood;
  private final boolean restricted;
  private final MixedLikelihood.Point best;
  private final int observations;

  private MixedModel(
      MixedLikelihood likelihood,
      boolean restricted,
      MixedLikelihood.Point best,
      int observations) {
    this.likelihood = likelihood;
    this.restricted = restricted;
    this.best = best;
    this.observations = observations;
  }

  /// What is made as large as possible.
  public enum Criterion {
    /// The likelihood: for comparing models ([LikelihoodRatio]).
    MAXIMUM_LIKELIHOOD,
    /// The restricted likelihood, of what the fixed effects leave: for estimates and their errors.
    RESTRICTED
  }

  /// Fits a model. One evaluation of the likelihood takes O(g³) steps for g groups in all factors
  /// together; some hundred are needed.
  ///
  /// @param response one value an observation
  /// @param predictors each with one value an observation; the intercept is added
  /// @param factors each with the number of the group, from 0, that an observation belongs to; one
  ///   factor at least
  /// @throws IllegalArgumentException as [LinearModel#fit], or if no factor is given, one has fewer
  ///   than two groups, a group number is negative, or a factor has a group for every observation
  public static MixedModel fit(
      Criterion criterion, double[] response, List<double[]> predictors, List<int[]> factors) {
    double[][] columns = predictors.toArray(double[][]::new);
    LinearModel.fit(response, columns); // for its checks
    RealMatrix design = LinearModel.design(response, columns);
    RealVector y = new ArrayRealVector(response);
    RealVector start = new QRDecomposition(design).getSolver().solve(y);
    boolean restricted = criterion == Criterion.RESTRICTED;
    MixedLikelihood likelihood =
        new MixedLikelihood(y, design, start, requireFactors(factors, response.length), restricted);
    double[] ratios = search(likelihood, factors.size());
    return new MixedModel(likelihood, restricted, likelihood.at(ratios), response.length);
  }

  private static List<int[]> requireFactors(List<int[]> factors, int observations) {
    if (factors.isEmpty()) {
      throw new IllegalArgumentException("a mixed model needs a factor that groups observations");
    }
    List<int[]> copies = new ArrayList<>();
    for (int f = 0; f < factors.size(); f++) {
      int[] groups = factors.get(f);
      if (groups.length != observations) {
        throw new IllegalArgumentException(
            "factor %d has %d values, the response %d".formatted(f, groups.length, observations));
      }
      long different = Arrays.stream(groups).distinct().count();
      int lowest = Arrays.stream(groups).min().orElse(0);
      if (lowest < 0 || different < 2 || different == observations) {
        throw new IllegalArgumentException(
            "factor %d: expected 2 to %d groups, numbered from 0; got %d, the lowest %d"
                .formatted(f, observations - 1, different, lowest));
      }
      copies.add(dense(groups));
    }
    return copies;
  }

  /// The same groups, numbered without gaps.
  private static int[] dense(int[] groups) {
    int[] known = Arrays.stream(groups).distinct().sorted().toArray();
    return Arrays.stream(groups).map(group -> Arrays.binarySearch(known, group)).toArray();
  }

  /// The ratios at the least deviance: the best of two searches, each begun anew where it ended,
  /// since a simplex may collapse too early. The deviance is even in each ratio, so that nothing
  /// keeps a search from passing 0.
  private static double[] search(MixedLikelihood likelihood, int factors) {
    SimplexOptimizer optimizer =
        new SimplexOptimizer(new SimpleValueChecker(1e-14, 1e-12, MOST_EVALUATIONS));
    PointValuePair best = null;
    for (double first : new double[] {1, 0.1}) {
      double[] from = new double[factors];
      Arrays.fill(from, first);
      for (int again = 0; again < 3; again++) {
        PointValuePair found =
            optimizer.optimize(
                new MaxEval(MOST_EVALUATIONS),
                new ObjectiveFunction(likelihood::deviance),
                GoalType.MINIMIZE,
                new InitialGuess(from),
                new NelderMeadSimplex(factors, again == 0 ? first / 2 : 0.01 * first));
        from = found.getPoint();
        if (best == null || found.getValue() < best.getValue()) {
          best = found;
        }
      }
    }
    return Arrays.stream(best.getPoint()).map(Math::abs).toArray();
  }

  /// Intercept and slopes.
  public double[] coefficients() {
    return best.coefficients().clone();
  }

  /// Their standard errors.
  public double[] standardErrors() {
    return best.standardErrors();
  }

  /// Each coefficient over its standard error.
  public double[] t() {
    double[] t = standardErrors();
    for (int j = 0; j < t.length; j++) {
      t[j] = best.coefficients()[j] / t[j];
    }
    return t;
  }

  /// Satterthwaite's degrees of freedom of the coefficients.
  public double[] df() {
    return new Satterthwaite(likelihood, best).degreesOfFreedom();
  }

  /// Two-sided p-values of the coefficients against 0, by Student's t with [#df].
  public double[] p() {
    double[] p = t();
    double[] df = df();
    for (int j = 0; j < p.length; j++) {
      p[j] = Tails.twoSidedT(p[j], df[j]);
    }
    return p;
  }

  /// Variance of the intercepts of each factor's groups; 0 where the factor explains nothing.
  public double[] factorVariances() {
    double[] variances = best.ratios().clone();
    for (int f = 0; f < variances.length; f++) {
      variances[f] *= variances[f] * best.variance();
    }
    return variances;
  }

  /// Variance within the groups.
  public double residualVariance() {
    return best.variance();
  }

  /// Logarithm of the likelihood, or of the restricted one.
  public double logLikelihood() {
    return -best.deviance() / 2;
  }

  /// Whether this is the restricted likelihood's.
  boolean isRestricted() {
    return restricted;
  }

  /// Number of coefficients and variances.
  public int parameters() {
    return best.coefficients().length + best.ratios().length + 1;
  }

  /// Number of observations.
  public int observations() {
    return observations;
  }
}
