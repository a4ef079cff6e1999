package org.tokenlab.tokenizers.internal.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The kernels on the Vector API, as wide as the processor prefers. Loaded by [Simd] by name only,
/// so that nothing else needs the incubator module.
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final ScalarKernels TAIL = new ScalarKernels();

  VectorKernels() {}

  @Override
  public int codePoints(byte[] utf8, int from, int to) {
    int count = 0;
    int i = from;
    for (int bound = to - BYTES.length(); i <= bound; i += BYTES.length()) {
      ByteVector block = ByteVector.fromArray(BYTES, utf8, i);
      count += block.compare(VectorOperators.GT, (byte) 0xBF).trueCount();
    }
    return count + TAIL.codePoints(utf8, i, to);
  }

  @Override
  public int utf16Units(byte[] utf8, int from, int to) {
    int count = 0;
    int i = from;
    for (int bound = to - BYTES.length(); i <= bound; i += BYTES.length()) {
      ByteVector block = ByteVector.fromArray(BYTES, utf8, i);
      count += block.compare(VectorOperators.GT, (byte) 0xBF).trueCount();
      count += block.compare(VectorOperators.UGE, (byte) 0xF0).trueCount();
    }
    return count + TAIL.utf16Units(utf8, i, to);
  }

  @Override
  public int indexOfMin(int[] values, int length) {
    int bound = INTS.loopBound(length);
    if (bound == 0) {
      return TAIL.indexOfMin(values, length);
    }
    // Two passes: the smallest value, then its first place. One pass that carries indices needs a
    // blend per block.
    IntVector smallest = IntVector.fromArray(INTS, values, 0);
    for (int i = INTS.length(); i < bound; i += INTS.length()) {
      smallest = smallest.min(IntVector.fromArray(INTS, values, i));
    }
    int min = smallest.reduceLanes(VectorOperators.MIN);
    for (int i = bound; i < length; i++) {
      min = Math.min(min, values[i]);
    }
    for (int i = 0; i < bound; i += INTS.length()) {
      VectorMask<Integer> equal = IntVector.fromArray(INTS, values, i).eq(min);
      if (equal.anyTrue()) {
        return i + equal.firstTrue();
      }
    }
    int i = bound;
    while (values[i] != min) {
      i++;
    }
    return i;
  }

  @Override
  public String name() {
    return "vector, " + BYTES.vectorBitSize() + " bits";
  }
}
