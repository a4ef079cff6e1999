package org.tokenlab.analysis.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.analysis.ReferenceFolder;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpora;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.training.sentencepiece.SentencePieceBpeTrainer;

final class TokenSpansTest {
  private static final String SHORT = "the cat sat on the mat, the cat ate the rat ";

  @Test
  void spansAreTheOffsetsOfAnEncoding() {
    Tokenizer pieces =
        SentencePieceBpeTrainer.builder(40)
            .build()
            .train(List.of(SHORT.repeat(20)).stream())
            .tokenizer("pieces");
    String[] texts = {
      "the cat",
      " the cat",
      "the  cat ",
      "▁the cat",
      "the▁cat",
      "éthe cat",
      "x",
      "",
      " ",
      "cät ☃ at"
    };
    for (Tokenizer tokenizer : List.of(pieces, Tokenizers.named("bytes"))) {
      TokenSpans spans = new TokenSpans(tokenizer);
      for (String text : texts) {
        assertSpans(tokenizer, spans, text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hf-json/mistral_v0.1.json",
        "hf-json/bert_base_uncased.json",
        "hf-json/gpt2.json",
        "sentencepiece/mistral_v1.model",
        "sentencepiece/xlnet_base_cased.model"
      })
  void spansAreTheOffsetsOfAnEncodingInManyLanguages(String model) throws IOException {
    Tokenizer tokenizer = Tokenizers.load(ReferenceFolder.require("vocab/" + model));
    ParallelCorpus corpus = ParallelCorpora.embedded();
    for (LanguageScript language : corpus.languages()) {
      TokenSpans spans = new TokenSpans(tokenizer);
      for (int item = 0; item < Math.min(20, corpus.items()); item++) {
        String text = corpus.item(language, item);
        if (text != null) {
          assertSpans(tokenizer, spans, text);
        }
      }
    }
  }

  private static void assertSpans(Tokenizer tokenizer, TokenSpans spans, String text) {
    TokenSpans.Encoded encoded = spans.of(text, text.getBytes(StandardCharsets.UTF_8));
    int[] ids = tokenizer.encode(text).ids();
    int[] offsets = tokenizer.encode(text).offsets(TextUnit.UTF8_BYTES);
    if (ids.length > 0
        && !text.startsWith(" ")
        && !text.startsWith("▁")
        && isMark(tokenizer, ids[0])) {
      offsets[1] = offsets[0]; // Hugging Face's offsets give it the first character
    }
    assertArrayEquals(ids, encoded.ids(), text);
    assertArrayEquals(offsets, encoded.spans(), text);
  }

  private static boolean isMark(Tokenizer tokenizer, int id) {
    return new String(tokenizer.vocabulary().bytes(id), StandardCharsets.UTF_8).equals("▁");
  }
}
