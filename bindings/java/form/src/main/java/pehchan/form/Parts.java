// SPDX-License-Identifier: Apache-2.0
package pehchan.form;

import java.awt.Color;
import java.awt.ComponentOrientation;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.event.MouseEvent;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import javax.swing.text.DefaultCaret;

/** The pieces that the form is put together from. */
final class Parts {
    static final Color PAPER = Color.WHITE, INK = new Color(0x1f2933), QUIET = new Color(0x52606d), URGENT = new Color(0x9b1c1c), BAND = new Color(0xe9edf2), NOTE = new Color(0xfff4d6);

    private Parts() {}

    /** Words to read: wrapped, in the direction of their language; nothing of them goes to the clipboard. */
    static final class Reading extends JTextArea {
        private static final long serialVersionUID = 1;

        Reading(String name) {
            setName(name);
            setEditable(false);
            setLineWrap(true);
            setWrapStyleWord(true);
            setForeground(INK);
            setBackground(PAPER);
            setBorder(BorderFactory.createEmptyBorder(10, 16, 10, 16));
            // Without a selection, nothing reaches the selection that other programs can read.
            DefaultCaret still = new DefaultCaret() {
                private static final long serialVersionUID = 1;

                @Override
                protected void moveCaret(MouseEvent e) {}

                @Override
                public void moveDot(int dot) {
                    setDot(dot);
                }

                @Override
                public boolean isVisible() {
                    return false;
                }
            };
            still.setUpdatePolicy(DefaultCaret.NEVER_UPDATE);
            setCaret(still);
        }

        @Override
        public void updateUI() {
            super.updateUI();
            setTransferHandler(null);
            setHighlighter(null);
        }

        /** As high as the words are at the width that there is. */
        @Override
        public Dimension getPreferredSize() {
            Container parent = getParent();
            if (parent == null || parent.getWidth() == 0) return super.getPreferredSize();
            Insets edge = parent.getInsets();
            int width = parent.getWidth() - edge.left - edge.right;
            if (width > 0 && width != getWidth()) super.setSize(width, Math.max(1, getHeight()));
            return super.getPreferredSize();
        }

        @Override
        public void setBounds(int x, int y, int width, int height) {
            boolean wider = width != getWidth();
            super.setBounds(x, y, width, height);
            if (wider) SwingUtilities.invokeLater(this::revalidate);
        }

        void show(String words, Font font) {
            setFont(font);
            setComponentOrientation(isRightToLeft(words) ? ComponentOrientation.RIGHT_TO_LEFT : ComponentOrientation.LEFT_TO_RIGHT);
            setText(words);
            setCaretPosition(0);
            setVisible(!words.isEmpty());
        }
    }

    /** By most of the letters: a page may begin with a name in Latin letters. */
    static boolean isRightToLeft(String words) {
        long left = words.codePoints().filter(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT).count();
        long right = words.codePoints().filter(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT || Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC).count();
        return right > left;
    }

    static JScrollPane scrolled(Reading words) {
        JScrollPane pane = new JScrollPane(words, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED, JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        pane.setBorder(BorderFactory.createLineBorder(BAND));
        pane.getVerticalScrollBar().setUnitIncrement(24);
        return pane;
    }

    static JButton button(String name, Runnable does) {
        JButton button = new JButton();
        button.setName(name);
        button.addActionListener(e -> does.run());
        return button;
    }

    static JLabel label(String name) {
        JLabel label = new JLabel();
        label.setName(name);
        label.setForeground(QUIET);
        return label;
    }

    /** One below the other, each as wide as there is room. */
    static JPanel column(JComponent... parts) {
        JPanel made = new JPanel(new GridBagLayout());
        made.setOpaque(false);
        GridBagConstraints at = new GridBagConstraints();
        at.gridx = 0;
        at.weightx = 1;
        at.fill = GridBagConstraints.HORIZONTAL;
        at.insets = new Insets(0, 0, 6, 0);
        for (JComponent one : parts) made.add(one, at);
        return made;
    }
}
