package org.tokenlab.tokenizers.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.tokenizers.decode.ByteLevelDecoder;
import org.tokenlab.tokenizers.normalize.Lowercase;
import org.tokenlab.tokenizers.normalize.NormalizerSequence;
import org.tokenlab.tokenizers.normalize.Replace;
import org.tokenlab.tokenizers.normalize.UnicodeForm;
import org.tokenlab.tokenizers.postprocess.RobertaProcessing;
import org.tokenlab.tokenizers.pretokenize.ByteAlphabet;
import org.tokenlab.tokenizers.pretokenize.ByteLevel;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import org.tokenlab.tokenizers.pretokenize.Split;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;

/// CLIP's `bpe_simple_vocab_16e6.txt.gz`: merges, from which the vocabulary follows.
///
/// As in openai/CLIP, `clip/simple_tokenizer.py`: the first line is a heading; of the others the
/// first 48,894 count. Ids are given to the 256 characters of GPT-2's alphabet, the visible bytes
/// first, to the same with `</w>`, to what the merges make, to `<|startoftext|>` and to
/// `<|endoftext|>`. The pipeline is that of the released `tokenizer.json`. (HF's converter leaves
/// the special tokens out of the pattern, so that as ordinary text they join what follows. CLIP
/// itself also repairs mojibake with ftfy and resolves HTML entities; HF does not.)
final class ClipMerges {
  private static final int MERGES = 49_152 - 256 - 2;
  private static final int LONGEST = 1 << 26; // far more than CLIP's; a bomb must not fill the heap

  private ClipMerges() {}

  static Tokenizer read(byte[] gzip, String name, String source) throws ModelFileException {
    TextList lines = VocabularyAndMerges.lines(unpacked(gzip, source), source);
    TextList merges = new TextList(MERGES);
    TextList tokens = new TextList(MERGES + 514);
    for (String end : List.of("", "</w>")) {
      for (int b : bytesInOrder()) {
        tokens.add(ByteLevelAlphabet.toText(new byte[] {(byte) b}) + end);
      }
    }
    for (int i = 1; i <= MERGES && i < lines.size(); i++) {
      merges.add(lines.bytes(), lines.start(i), lines.end(i));
      tokens.add(lines.text(i).replace(" ", ""));
    }
    tokens.add("<|startoftext|>");
    tokens.add("<|endoftext|>");
    int[] ids = new int[tokens.size()];
    java.util.Arrays.setAll(ids, id -> id);
    VocabularyTexts texts = new VocabularyTexts(tokens, ids, source);
    CharacterBpeModel.Options options =
        new CharacterBpeModel.Options("<|endoftext|>", "", "</w>", false, false, false, 0);
    try {
      CharacterBpeModel model =
          CharacterBpeModel.of(
              texts.vocabulary(),
              MergeIds.of(merges, true, "", texts, source + ": merge"),
              options);
      return tokenizer(name, model, ids.length - 2, ids.length - 1);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    }
  }

  private static byte[] unpacked(byte[] gzip, String source) throws ModelFileException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      byte[] text = in.readNBytes(LONGEST);
      if (in.read() >= 0) {
        throw new ModelFileException(
            source + ": expected at most " + LONGEST + " bytes of text; found more");
      }
      return text;
    } catch (ModelFileException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelFileException(source + ": expected gzip; " + e.getMessage(), e);
    }
  }

  private static int[] bytesInOrder() {
    int[] bytes = new int[256];
    int at = 0;
    for (boolean visible : new boolean[] {true, false}) {
      for (int b = 0; b < 256; b++) {
        boolean itself = ByteLevelAlphabet.toText(new byte[] {(byte) b}).charAt(0) == b;
        if (itself == visible) {
          bytes[at++] = b;
        }
      }
    }
    return bytes;
  }

  private static Tokenizer tokenizer(String name, CharacterBpeModel model, int bos, int eos) {
    String pattern =
        "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]"
            + "|[^\\s\\p{L}\\p{N}]+";
    Map<String, Integer> specials = new LinkedHashMap<>();
    specials.put("<|startoftext|>", bos);
    specials.put("<|endoftext|>", eos);
    return Tokenizer.builder(name, model)
        .normalizer(
            new NormalizerSequence(
                List.of(
                    UnicodeForm.NFC,
                    new Replace(new TextPattern.Regex("\\s+", Dialect.ONIGURUMA), " "),
                    new Lowercase())))
        .preTokenizer(
            new PreTokenizerSequence(
                List.of(
                    new Split(
                        new TextPattern.Regex(pattern, Dialect.ONIGURUMA),
                        SplitBehavior.REMOVED,
                        true),
                    new ByteLevel(false, true, true),
                    new ByteAlphabet())))
        .addedTokens(
            AddedTokens.of(
                specials.entrySet().stream()
                    .map(e -> AddedToken.special(e.getKey(), e.getValue()))
                    .toList()))
        .postProcessor(
            new RobertaProcessing("<|endoftext|>", eos, "<|startoftext|>", bos, false, false))
        .decoder(new ByteLevelDecoder(true, true, true))
        .build();
  }
}
