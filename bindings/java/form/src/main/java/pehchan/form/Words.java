// SPDX-License-Identifier: Apache-2.0
package pehchan.form;

import java.awt.ComponentOrientation;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.swing.text.StyleContext;

/**
 * The form's own words in one language, and how they are written; what has no translation stays in English. The files are made by
 * `pehchan-law build`; languages.properties lists them.
 */
final class Words {
    private static final String SOURCE = "en";
    /** Taken before others that have the letters too. */
    private static final List<String> LEGIBLE = List.of("Noto Naskh Arabic", "Noto Sans Arabic", "Noto Sans", "Segoe UI", "Tahoma", "DejaVu Sans", Font.SANS_SERIF);

    private final String language;
    private final boolean rightToLeft;
    private final Properties words;
    private final String family;

    Words(String language) {
        this.language = language;
        Properties english = read("words.properties", new Properties());
        words = language.equals(SOURCE) ? english : read("words_" + language + ".properties", new Properties(english));
        rightToLeft = "rtl".equals(directions().getProperty(language));
        String letters = words.values().stream()
                .flatMapToInt(one -> ((String) one).codePoints())
                .filter(c -> Character.isLetter(c) && Character.UnicodeScript.of(c) != Character.UnicodeScript.LATIN)
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        family = letters.isEmpty() || language.equals(SOURCE) ? Font.SANS_SERIF : familyFor(letters);
    }

    /** Every language that the form has words in; English first. */
    static List<Words> all() {
        Set<String> others = new TreeSet<>(directions().stringPropertyNames());
        others.remove(SOURCE);
        return Stream.concat(Stream.of(SOURCE), others.stream()).map(Words::new).toList();
    }

    String language() {
        return language;
    }

    String say(String id, Object... values) {
        String found = words.getProperty(id);
        if (found == null) throw new IllegalArgumentException("there are no words \"" + id + "\"");
        return values.length == 0 ? found : MessageFormat.format(found, values);
    }

    /** What has words in this language itself. */
    Set<String> ids() {
        return words.keySet().stream().map(String.class::cast).collect(Collectors.toSet());
    }

    /** Null where this machine has no font for this language. */
    Font font(int style, int size) {
        // A font of the style context takes from others the letters that it lacks, such as Latin ones. Arabic letters are read at a larger size.
        return family == null ? null : StyleContext.getDefaultStyleContext().getFont(family, style, rightToLeft ? size + size / 5 : size);
    }

    ComponentOrientation orientation() {
        return rightToLeft ? ComponentOrientation.RIGHT_TO_LEFT : ComponentOrientation.LEFT_TO_RIGHT;
    }

    private static Properties directions() {
        return read("languages.properties", new Properties());
    }

    private static Properties read(String file, Properties into) {
        try (InputStream bytes = Words.class.getResourceAsStream(file)) {
            if (bytes == null) throw new IllegalArgumentException("there is no " + file);
            into.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            return into;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String familyFor(String letters) {
        List<String> here = Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
        return Stream.concat(LEGIBLE.stream().filter(one -> here.contains(one) || one.equals(Font.SANS_SERIF)), here.stream())
                .filter(one -> new Font(one, Font.PLAIN, 12).canDisplayUpTo(letters) < 0)
                .findFirst()
                .orElse(null);
    }
}
