package org.tokenlab.corpora.embedded;

import com.ibm.icu.impl.ICUData;
import com.ibm.icu.impl.ICUResourceBundle;
import com.ibm.icu.util.UResourceBundle;
import com.ibm.icu.util.UResourceTypeMismatchException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one locale's bundles say themselves, without the parents that ICU falls back to: not root,
/// not English, and for Nynorsk not Bokmål either. Bundles are opened directly (`OpenType.DIRECT`),
/// so that a missing entry is missing.
///
/// Not thread-safe.
final class OwnData {
  /// ICU's trees of bundles.
  enum Tree {
    LOCALE(ICUData.ICU_BASE_NAME),
    LANGUAGES(ICUData.ICU_LANG_BASE_NAME),
    REGIONS(ICUData.ICU_REGION_BASE_NAME),
    CURRENCIES(ICUData.ICU_CURR_BASE_NAME),
    UNITS(ICUData.ICU_UNIT_BASE_NAME),
    ZONES(ICUData.ICU_ZONE_BASE_NAME),
    NUMBER_RULES(ICUData.ICU_RBNF_BASE_NAME);

    private final String baseName;

    Tree(String baseName) {
      this.baseName = baseName;
    }
  }

  private final String locale;
  private final Map<Tree, ICUResourceBundle> bundles = new EnumMap<>(Tree.class);

  private final Map<Tree, Map<String, Map<String, String>>> strings = new EnumMap<>(Tree.class);

  OwnData(String locale) {
    this.locale = locale;
    for (Tree tree : Tree.values()) {
      strings.put(tree, new HashMap<>());
      bundle(tree, locale).ifPresent(bundle -> bundles.put(tree, bundle));
    }
  }

  private static Optional<ICUResourceBundle> bundle(Tree tree, String locale) {
    try {
      return Optional.of(
          ICUResourceBundle.getBundleInstance(
              tree.baseName,
              locale,
              ICUResourceBundle.ICU_DATA_CLASS_LOADER,
              ICUResourceBundle.OpenType.DIRECT));
    } catch (MissingResourceException e) {
      return Optional.empty(); // the locale has nothing in this tree
    }
  }

  String locale() {
    return locale;
  }

  /// The table or array at `path`, or null if the locale has none of its own.
  @Nullable UResourceBundle at(Tree tree, String path) {
    ICUResourceBundle bundle = bundles.get(tree);
    try {
      return bundle == null ? null : bundle.findWithFallback(path);
    } catch (MissingResourceException e) {
      return null;
    }
  }

  /// The string at `path`, or null if the locale has none of its own, or an empty one.
  @Nullable String text(Tree tree, String path) {
    int slash = path.lastIndexOf('/');
    return Objects.requireNonNull(strings.get(tree))
        .computeIfAbsent(path.substring(0, slash), table -> strings(at(tree, table)))
        .get(path.substring(slash + 1));
  }

  // One walk over a table; asking for its strings one by one took four times as long for the whole
  // corpus.
  private static Map<String, String> strings(@Nullable UResourceBundle table) {
    Map<String, String> strings = new HashMap<>();
    if (table != null && table.getType() == UResourceBundle.TABLE) {
      for (int i = 0; i < table.getSize(); i++) {
        UResourceBundle entry = table.get(i);
        if (entry.getType() == UResourceBundle.STRING && !entry.getString().isEmpty()) {
          strings.put(entry.getKey(), entry.getString());
        }
      }
    }
    return strings;
  }

  /// Element `index` of the array at `path`, or null as in [#text].
  @Nullable String element(Tree tree, String path, int index) {
    UResourceBundle found = at(tree, path);
    try {
      return found == null || index >= found.getSize() ? null : nonEmpty(found.getString(index));
    } catch (UResourceTypeMismatchException e) {
      return null;
    }
  }

  /// The keys of the table at `path`, in its order; none if there is no table.
  List<String> keys(Tree tree, String path) {
    UResourceBundle found = at(tree, path);
    List<String> keys = new ArrayList<>();
    if (found != null && found.getType() == UResourceBundle.TABLE) {
      for (int i = 0; i < found.getSize(); i++) {
        keys.add(found.get(i).getKey());
      }
    }
    return keys;
  }

  private static @Nullable String nonEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
