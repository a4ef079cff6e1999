/// Kernels: inner loops in a scalar and a vector form, chosen once per process.
///
/// Not exported. [Kernels] names the loops, [ScalarKernels] is the plain reference, `VectorKernels`
/// the Vector API twin; one test runs both on the same seeded input. To add a kernel, add it to all
/// three and to that test. [BitPlanes] are how the plain form classifies 64 bytes at once.
///
/// [FloatKernels] are the loops over floats, in the same two forms; their results are equal bit by
/// bit, which is why they don't fuse multiplications with additions.
///
/// Traps: a vector method allocates until the compiler has it, so keep it small and its vectors in
/// locals, and let a caller that is hot from the first byte start on the plain form; a species
/// wider than the processor never recovers, so only the preferred one is used.
package org.tokenlab.tokenizers.internal.simd;
