/// What SentencePiece's trainers share: which texts are taken, how they are normalized and cut into
/// words, the alphabet, which strings may be pieces, special pieces; not API.
package org.tokenlab.training.internal.sentencepiece;
