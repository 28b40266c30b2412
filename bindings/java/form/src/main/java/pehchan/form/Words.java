// SPDX-License-Identifier: Apache-2.0
package pehchan.form;

import java.awt.ComponentOrientation;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import javax.swing.text.StyleContext;

/** The form's own words in one language, and how they are written. */
final class Words {
    private static final String LETTERS = "ٹڈڑںےہھگچپژئؤ۔،؟";

    private final String language;
    private final Properties words = new Properties();
    private final String family;

    Words(String language) {
        this.language = language;
        String file = language.equals("en") ? "words.properties" : "words_" + language + ".properties";
        try (InputStreamReader in = new InputStreamReader(Words.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            words.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        family = language.equals("en") ? Font.SANS_SERIF : urduFamily();
    }

    String language() {
        return language;
    }

    String say(String id, Object... values) {
        String found = words.getProperty(id);
        if (found == null) throw new IllegalArgumentException("there are no words \"" + id + "\"");
        return values.length == 0 ? found : MessageFormat.format(found, values);
    }

    Set<String> ids() {
        return words.stringPropertyNames();
    }

    /** Null where this machine has no font for this language. */
    Font font(int style, int size) {
        // A font of the style context takes from others the letters that it lacks, such as Latin ones. Urdu letters are read at a larger size.
        return family == null ? null : StyleContext.getDefaultStyleContext().getFont(family, style, language.equals("en") ? size : size + size / 5);
    }

    ComponentOrientation orientation() {
        return ComponentOrientation.getOrientation(Locale.forLanguageTag(language));
    }

    private static String urduFamily() {
        Set<String> here = Set.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
        for (String one : List.of("Noto Naskh Arabic", "Noto Sans Arabic", "Jameel Noori Nastaleeq", "Noto Nastaliq Urdu", "Urdu Typesetting", "Segoe UI", "Tahoma", "DejaVu Sans", Font.SANS_SERIF))
            if ((here.contains(one) || one.equals(Font.SANS_SERIF)) && new Font(one, Font.PLAIN, 12).canDisplayUpTo(LETTERS) < 0) return one;
        return null;
    }
}
