/// Tokens back to text: HF's decoders.
///
/// A [org.tokenlab.tokenizers.Decoder] rewrites a list of strings, the tokens as their model file
/// writes them, into another list, whose strings are put together in the end. Each record here is
/// one of HF tokenizers' decoders, string by string as version 0.23.2 has it; [DecoderSequence]
/// puts several in a row, and [JoinWithSpaces] is what HF does without any.
///
/// Traps. What a decoder does to the *first* token depends on the list that it is given:
/// [WordPieceDecoder] and [MetaspaceDecoder] leave a space out there, so decoding a text in two
/// parts is not decoding the whole. [ByteLevelDecoder] and [Fuse] make one string of all, and a
/// decoder after them sees one token. [ByteFallback] gives U+FFFD for every byte of a run that is
/// not UTF-8, well-formed stretches of it included. [WordPieceDecoder]'s clean-up looks inside one
/// token only and so never sees the space before the next one's full stop unless that token brought
/// it along.
package org.tokenlab.tokenizers.decode;
