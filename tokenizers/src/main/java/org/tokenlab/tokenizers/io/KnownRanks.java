package org.tokenlab.tokenizers.io;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// What published ranks files can't say themselves, by their SHA-256: how they split text, and
/// their special tokens.
///
/// Beside OpenAI's encodings ([NamedTokenizers]):
///
/// - Whisper's `multilingual.tiktoken` (openai/whisper, `whisper/tokenizer.py`): GPT-2's pattern,
///   the special tokens of its default of 99 languages. (Its `gpt2.tiktoken` is r50k_base, and
///   known as that.)
/// - Kimi K2's `tiktoken.model` (moonshotai/Kimi-K2-Instruct, `tokenization_kimi.py`): its pattern.
///   Its special tokens stand in a configuration file, and are not known here.
record KnownRanks(PreTokenizer pattern, AddedTokens specialTokens) {
  private static final String WHISPER =
      "b34b360dbb493e781e479794586d661700670d65564001f23024971d1f2fa126";
  private static final int WHISPER_RANKS = 50_257;
  private static final String KIMI =
      "b6c497a7469b33ced9c38afb1ad6e47f03f5e5dc05f15930799210ec050c5103";

  /// The first 99 of Whisper's languages, in its order.
  private static final String WHISPER_LANGUAGES =
      "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th"
          + " ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq"
          + " sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb"
          + " my bo tl mg as tt haw ln ha ba jw su";

  /// What is known of the file with this SHA-256.
  static Optional<KnownRanks> bySha256(String sha256) {
    return switch (sha256) {
      case WHISPER ->
          Optional.of(new KnownRanks(SplitPattern.GPT2.preTokenizer(), whisperSpecials()));
      case KIMI ->
          Optional.of(
              new KnownRanks(
                  TiktokenSidecar.matchesOf(SplitPattern.KIMI_K2.regex()), AddedTokens.none()));
      default ->
          NamedTokenizers.bySha256(sha256)
              .map(known -> new KnownRanks(known.pattern.preTokenizer(), known.specialTokens));
    };
  }

  private static AddedTokens whisperSpecials() {
    Map<String, Integer> idOf = new LinkedHashMap<>();
    add(idOf, "endoftext");
    add(idOf, "startoftranscript");
    for (String language : WHISPER_LANGUAGES.split(" ", -1)) {
      add(idOf, language);
    }
    for (String task :
        "translate transcribe startoflm startofprev nospeech notimestamps".split(" ", -1)) {
      add(idOf, task);
    }
    for (int i = 0; i <= 1500; i++) {
      add(idOf, String.format(Locale.ROOT, "%d.%02d", 2 * i / 100, 2 * i % 100));
    }
    return AddedTokens.special(idOf);
  }

  private static void add(Map<String, Integer> idOf, String name) {
    idOf.put("<|" + name + "|>", WHISPER_RANKS + idOf.size());
  }
}
