/// Paths through all ways to cut a text into scored pieces: the best, the n best, one at random;
/// not exported.
///
/// [BestPath][org.tokenlab.tokenizers.internal.lattice.BestPath] keeps no lattice and is what
/// encoding runs on; [Lattice][org.tokenlab.tokenizers.internal.lattice.Lattice] keeps all of it
/// for everything else. The two are not interchangeable: both peers have the same pair, and on a
/// tie, or a user-defined symbol of more than one byte a character, their two ways may differ.
package org.tokenlab.tokenizers.internal.lattice;
