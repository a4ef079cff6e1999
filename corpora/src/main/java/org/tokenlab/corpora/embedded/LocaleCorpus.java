package org.tokenlab.corpora.embedded;

import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.corpora.EmbeddedCorpus;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;

/// The embedded corpus: every language of ICU4J's locale data that has at least [#FEWEST] items of
/// its own, of which at most a third are the same as in English.
///
/// In ICU4J 79 the second rule leaves out Cebuano, Filipino, Igbo, Luo and Shona, a third to a half
/// of whose items are English names. The next is Konkani in Latin script with 29 %, and a European
/// language has up to 20 % (Dutch): names such as Costa Rica and Euro.
public final class LocaleCorpus implements EmbeddedCorpus {
  /// A language with fewer items of its own is left out.
  static final int FEWEST = 300;

  /// A language with a larger share of its items the same as in English is left out.
  static final double MOST_ENGLISH = 1.0 / 3;

  private static final LanguageScript ENGLISH = new LanguageScript("eng", "Latn");

  private final SortedMap<LanguageScript, LocaleText> texts;
  private final View all;
  private final View heldOut;

  private LocaleCorpus(SortedMap<LanguageScript, LocaleText> texts) {
    this.texts = texts;
    List<Integer> indices = IntStream.range(0, Inventory.phrases().size()).boxed().toList();
    this.all = new View("embedded", "", indices);
    this.heldOut =
        new View(
            "embedded evaluation",
            " These are the held-out items, about a third.",
            indices.stream().filter(i -> Inventory.phrases().get(i).isHeldOut()).toList());
  }

  /// Holds the one instance, so that the work is done once and on first use.
  private static final class Holder {
    static final LocaleCorpus CORPUS = make();
  }

  /// The corpus. The first call asks every locale for every item, on all cores.
  public static EmbeddedCorpus get() {
    return Holder.CORPUS;
  }

  private static LocaleCorpus make() {
    List<ULocale> locales = new ArrayList<>();
    for (ULocale locale : ULocale.getAvailableLocales()) {
      if (locale.getCountry().isEmpty()) {
        locales.add(locale);
      }
    }
    List<Optional<LocaleText>> made =
        locales.parallelStream()
            .map(locale ->
                language(locale).map(language -> LocaleText.of(locale.getName(), language)))
            .toList();
    SortedMap<LanguageScript, LocaleText> texts = new TreeMap<>();
    for (Optional<LocaleText> text : made) {
      // `sr` and `sr_Cyrl` are the same language and script; one of the two bundles is empty.
      text.filter(it -> it.count() >= FEWEST)
          .ifPresent(
              it -> texts.merge(it.language(), it, (a, b) -> a.count() >= b.count() ? a : b));
    }
    LocaleText english = texts.get(ENGLISH);
    if (english == null) {
      throw new IllegalStateException(
          "no English in the locale data of the icu4j jar: wanted the full jar from Maven Central");
    }
    texts.values().removeIf(text -> text != english && text.shareEqualTo(english) > MOST_ENGLISH);
    return new LocaleCorpus(texts);
  }

  /// CLDR keeps Bokmål's data under the macrolanguage's code, `no`.
  private static Optional<LanguageScript> language(ULocale locale) {
    return locale.getName().equals("no")
        ? Optional.of(new LanguageScript("nob", "Latn"))
        : LanguageScript.ofTag(locale.toLanguageTag());
  }

  /// The items, all or held out.
  private final class View implements ParallelCorpus {
    private final String name;
    private final String addition;
    private final List<Integer> indices;
    private final List<LanguageScript> languages;
    private final int fewest; // items of the language that has the fewest

    View(String name, String addition, List<Integer> indices) {
      this.name = name;
      this.addition = addition;
      this.indices = indices;
      SortedMap<LanguageScript, Integer> items = new TreeMap<>();
      texts.forEach((language, text) -> items.put(language, own(text)));
      items.values().removeIf(count -> count < FEWEST);
      languages = List.copyOf(items.keySet());
      fewest = items.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String description() {
      return String.format(
          Locale.ROOT,
          "Made from ICU4J %d's locale data (Unicode CLDR): names, spelled-out numbers, dates, lists and amounts, not"
              + " prose. %d items, of which each of %d languages has at least %d of its own.%s",
          VersionInfo.ICU_VERSION.getMajor(),
          indices.size(),
          languages.size(),
          fewest,
          addition);
    }

    private int own(LocaleText text) {
      return (int) indices.stream().filter(index -> text.item(index) != null).count();
    }

    @Override
    public List<LanguageScript> languages() {
      return languages;
    }

    @Override
    public int items() {
      return indices.size();
    }

    @Override
    public String key(int index) {
      return Inventory.phrases().get(indices.get(index)).key();
    }

    @Override
    public @Nullable String item(LanguageScript language, int index) {
      return member(language).item(indices.get(index));
    }

    @Override
    public String sha256(LanguageScript language) {
      return member(language).sha256(indices);
    }

    private LocaleText member(LanguageScript language) {
      if (Collections.binarySearch(languages, language) < 0) {
        throw new IllegalArgumentException(language + " is not in the corpus \"" + name + "\"");
      }
      return text(language);
    }
  }

  private LocaleText text(LanguageScript language) {
    LocaleText text = texts.get(language);
    if (text == null) {
      throw new IllegalArgumentException(language + " is not in the embedded corpus");
    }
    return text;
  }

  @Override
  public ParallelCorpus evaluation() {
    return heldOut;
  }

  @Override
  public List<LanguageScript> trainingLanguages(long bytes) {
    return texts.values().parallelStream()
        .filter(text -> length(text.training()) >= bytes)
        .map(LocaleText::language)
        .toList();
  }

  private static long length(Corpus corpus) {
    try (DocumentReader reader = corpus.open()) {
      String document;
      do {
        document = reader.next();
      } while (document != null);
      return reader.bytesRead();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Corpus training(LanguageScript language) {
    return text(language).training();
  }

  @Override
  public String name() {
    return all.name();
  }

  @Override
  public String description() {
    return all.description();
  }

  @Override
  public List<LanguageScript> languages() {
    return all.languages();
  }

  @Override
  public int items() {
    return all.items();
  }

  @Override
  public String key(int index) {
    return all.key(index);
  }

  @Override
  public @Nullable String item(LanguageScript language, int index) {
    return all.item(language, index);
  }

  @Override
  public String sha256(LanguageScript language) {
    return all.sha256(language);
  }
}
