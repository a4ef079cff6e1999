package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.decode.WordPieceDecoder;
import org.tokenlab.tokenizers.normalize.BertNormalizer;
import org.tokenlab.tokenizers.postprocess.TemplateProcessing;
import org.tokenlab.tokenizers.pretokenize.BertPreTokenizer;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;

/// BERT's `vocab.txt`: a token a line, its id the line's number from 0.
///
/// As HF's `WordPiece.from_file` has it: white space at a line's end does not count, and of a token
/// that comes twice the last id does. The rest is BERT's: BertNormalizer, BertPreTokenizer, `##`,
/// `[UNK]`, words of at most 100 characters, `[CLS] A [SEP] B [SEP]`, and of `[PAD] [UNK] [CLS]
/// [SEP] [MASK]` those that are there as special tokens.
///
/// The file does not say whether text is lowercased. It is if no token has an upper-case letter,
/// but for tokens in brackets; the caller may say otherwise.
public final class WordPieceVocabulary {
  private static final List<String> SPECIALS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  private WordPieceVocabulary() {}

  /// Reads a vocabulary.
  ///
  /// @param lowercase whether text is lowercased and accents are dropped; empty to be told from the
  ///   vocabulary
  static Tokenizer read(byte[] content, String name, String source, Optional<Boolean> lowercase)
      throws ModelFileException {
    TextList lines = VocabularyAndMerges.lines(content, source);
    TextList tokens = new TextList(lines.size());
    for (int id = 0; id < lines.size(); id++) {
      String token = lines.text(id);
      int end = token.length();
      while (end > 0 && isWhiteSpace(token.charAt(end - 1))) {
        end--;
      }
      tokens.add(token.substring(0, end));
    }
    if (tokens.size() == 0 || tokens.size() > ModelSection.ID_LIMIT) {
      throw new ModelFileException(
          source
              + ": expected 1 to "
              + ModelSection.ID_LIMIT
              + " lines of a token each; found "
              + tokens.size());
    }
    int[] ids = new int[tokens.size()];
    java.util.Arrays.setAll(ids, id -> id);
    VocabularyTexts texts = new VocabularyTexts(tokens, ids, source);
    if (texts.id("[UNK]") == Vocabulary.NONE) {
      throw new ModelFileException(
          source + ": expected the token [UNK] on a line of its own; found none");
    }
    return tokenizer(name, texts, lowercase.orElseGet(() -> !hasUpperCase(tokens)));
  }

  // Rust's char::is_whitespace, which trim_end goes by.
  private static boolean isWhiteSpace(char c) {
    return (c <= ' ' && (c == ' ' || (c >= 9 && c <= 13)))
        || c == 0x85
        || c == 0xA0
        || (c > 0xA0 && Character.isSpaceChar(c) && c != 0x180E);
  }

  private static boolean hasUpperCase(TextList tokens) {
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.text(id);
      if (!(token.startsWith("[") && token.endsWith("]"))
          && token.codePoints().anyMatch(c -> Character.toLowerCase(c) != c)) {
        return true;
      }
    }
    return false;
  }

  private static Tokenizer tokenizer(String name, VocabularyTexts texts, boolean lowercase)
      throws ModelFileException {
    List<AddedToken> specials = new ArrayList<>();
    for (String special : SPECIALS) {
      int id = texts.id(special);
      if (id != Vocabulary.NONE) {
        specials.add(AddedToken.special(special, id));
      }
    }
    Tokenizer.Builder tokenizer =
        Tokenizer.builder(name, new WordPieceModel(texts.vocabulary(), "[UNK]", "##", 100))
            .normalizer(new BertNormalizer(true, true, Optional.empty(), lowercase))
            .preTokenizer(new BertPreTokenizer())
            .addedTokens(AddedTokens.of(specials))
            .decoder(new WordPieceDecoder("##", true));
    int cls = texts.id("[CLS]");
    int sep = texts.id("[SEP]");
    return cls == Vocabulary.NONE || sep == Vocabulary.NONE
        ? tokenizer.build()
        : tokenizer.postProcessor(TemplateProcessing.bert(cls, sep)).build();
  }

  /// The file for a tokenizer.
  ///
  /// @throws IllegalArgumentException if reading it would not give the same tokenizer
  static byte[] write(Tokenizer tokenizer) {
    if (!(tokenizer.model() instanceof WordPieceModel model)) {
      throw refusal(tokenizer, "its model is no WordPiece");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int id = 0; id < model.vocabulary().idLimit(); id++) {
      if (!model.vocabulary().contains(id)) {
        throw refusal(tokenizer, "no token has id " + id + ", and lines have no gaps");
      }
      byte[] token = model.vocabulary().bytes(id);
      String text = new String(token, StandardCharsets.UTF_8);
      if (text.indexOf('\n') >= 0 || isWhiteSpace(text.charAt(text.length() - 1))) {
        throw refusal(tokenizer, "token " + id + " has white space that a line can't hold");
      }
      out.writeBytes(token);
      out.write('\n');
    }
    Tokenizer again;
    try {
      again = read(out.toByteArray(), tokenizer.name(), "vocab.txt", Optional.empty());
    } catch (ModelFileException e) {
      throw refusal(tokenizer, String.valueOf(e.getMessage()));
    }
    SameParts.require(tokenizer, again, "vocab.txt");
    return out.toByteArray();
  }

  private static IllegalArgumentException refusal(Tokenizer tokenizer, String why) {
    return new IllegalArgumentException("vocab.txt can't hold " + tokenizer.name() + ": " + why);
  }
}
