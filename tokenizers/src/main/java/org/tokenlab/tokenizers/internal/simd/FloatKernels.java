package org.tokenlab.tokenizers.internal.simd;

/// The inner loops over floats that have a vector form. Implementations give the same bits on every
/// input, at every vector width: each sum has one order of its terms, and no multiplication is
/// fused with an addition.
///
/// [#best] is the one to use, chosen as [Kernels#best] is. Implementations are stateless and
/// thread-safe. Matrices lie in arrays by rows; a stride is the distance of two rows.
public interface FloatKernels {
  /// Partial sums that [#multiplyTransposed] keeps.
  int LANES = 16;

  /// `out += a · b`, for `a` of `rows × inner` and `b` of `inner × columns`; each element adds its
  /// products in the order of `inner`. `out` overlaps neither.
  void multiplyAdd(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] out,
      int outAt,
      int outStride,
      int rows,
      int inner,
      int columns);

  /// `out[i] += x[i]` for `length` elements.
  void add(float[] x, int xAt, float[] out, int outAt, int length);

  /// `out[i] += scale * x[i]` for `length` elements.
  void addScaled(float[] x, int xAt, float scale, float[] out, int outAt, int length);

  /// `out[i] = max(out[i], x[i])` for `length` elements, as [Math#max(float, float)].
  void max(float[] x, int xAt, float[] out, int outAt, int length);

  /// `out = a · bᵀ`, for `a` of `rows × inner` and `b` of `columns × inner`: the dot product of
  /// every row of `a` with every row of `b`. Of each, product `i` goes to partial sum `i mod 16`;
  /// then sums that are 8, 4, 2 and 1 apart are added. `out` overlaps neither.
  void multiplyTransposed(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] out,
      int outAt,
      int outStride,
      int rows,
      int inner,
      int columns);

  /// "scalar", or "vector, 512 bits" and the like.
  String name();

  /// The kernels chosen for this process.
  static FloatKernels best() {
    return Simd.FLOAT_KERNELS;
  }
}
