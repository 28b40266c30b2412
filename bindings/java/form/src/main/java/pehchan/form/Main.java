// SPDX-License-Identifier: Apache-2.0
package pehchan.form;

import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import pehchan.Catalogue;
import pehchan.PehchanException;

/** Shows the form. The only argument is the id of a catalogue that is compiled in; {@code pakistan} where there is none. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        if (System.getProperty("awt.useSystemAAFontSettings") == null) System.setProperty("awt.useSystemAAFontSettings", "on");
        SwingUtilities.invokeLater(() -> {
            try {
                UIManager.setLookAndFeel("javax.swing.plaf.nimbus.NimbusLookAndFeel");
            } catch (ReflectiveOperationException | javax.swing.UnsupportedLookAndFeelException e) {
                // The look that Java begins with serves as well.
            }
            try {
                new ScreeningForm(Catalogue.builtin(words.length > 0 ? words[0] : "pakistan")).setVisible(true);
            } catch (PehchanException | UnsatisfiedLinkError e) {
                JOptionPane.showMessageDialog(null, e.getMessage(), "Pehchan", JOptionPane.ERROR_MESSAGE);
                System.exit(1);
            }
        });
    }
}
