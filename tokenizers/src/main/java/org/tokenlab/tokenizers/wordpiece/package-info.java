/// WordPiece and WordLevel, by HF's rules.
///
/// [WordPieceModel] walks a trie of all tokens and takes the longest match, again and again;
/// [WordLevelModel] is a look-up. Both call a piece that is not made of tokens unknown as a whole.
///
/// Traps: a length limit counts code points, not bytes; the prefix of tokens inside a word is text
/// of the token but of nothing in the piece, so a piece `##a` can also be the tokens `#`, `###`,
/// `##a`; a vocabulary without the unknown token works until a piece needs it.
package org.tokenlab.tokenizers.wordpiece;
