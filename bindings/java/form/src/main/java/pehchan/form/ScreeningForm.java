// SPDX-License-Identifier: Apache-2.0
package pehchan.form;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GridLayout;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.DefaultListCellRenderer;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTabbedPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;
import pehchan.Answers;
import pehchan.Assessment;
import pehchan.Catalogue;
import pehchan.Flag;
import pehchan.Form;
import pehchan.Indicator;
import pehchan.IndicatorType;
import pehchan.KnownBy;
import pehchan.PehchanException;
import pehchan.Stop;
import pehchan.View;

/**
 * One screening, from the choice of a form to the result. It asks what the library proposes, stops where the library stops, and
 * keeps nothing: what was said is in memory until the talk ends, and in a file only where the user saves the assessment.
 */
public final class ScreeningForm extends JFrame {
    private static final long serialVersionUID = 1;

    /** A second press of a key or button so soon after a question appeared was meant for the one before. */
    static final int TOO_SOON_MS = 250;

    private final transient Catalogue catalogue;
    private final long tooSoon;
    private final transient List<Words> languages = Words.all();
    private final transient Words english = languages.get(0);
    private transient Words words = english;
    private transient Talk talk;
    private boolean shared, showsPerson, pastOpening, childSeen;
    private String card = "start", told = "";
    private long shownAt;
    private final transient List<Runnable> retell = new ArrayList<>();

    private final CardLayout cards = new CardLayout();
    private final JPanel desk = new JPanel(cards);
    private final JPanel bar = new JPanel(new BorderLayout(12, 0));
    private final JLabel title = Parts.label("title");
    private final JButton language = Parts.button("language", this::changeLanguage);
    private final JButton share = Parts.button("shared", () -> share(!shared));
    private final JCheckBox drafts = new JCheckBox();
    private final Parts.Reading notice = new Parts.Reading("notice"), draftMark = new Parts.Reading("draft");

    private final Parts.Reading officer = new Parts.Reading("officer"), aloud = new Parts.Reading("aloud");
    private final JList<Form> forms = new JList<>();
    private final JTextField caseId = new JTextField(20);
    private final JLabel wrong = Parts.label("wrong");

    private final JLabel place = Parts.label("place");
    private final Parts.Reading question = new Parts.Reading("question"), look = new Parts.Reading("look"), warning = new Parts.Reading("warning"), child = new Parts.Reading("child");
    private final JPanel replies = new JPanel(new BorderLayout(8, 8));
    private final JLabel refused = Parts.label("refused");
    private JButton back, skip;

    private final Parts.Reading stopped = new Parts.Reading("stopped"), headline = new Parts.Reading("headline"), official = new Parts.Reading("official"), person = new Parts.Reading("person");
    private final JTabbedPane pages = new JTabbedPane();
    private final JLabel saved = Parts.label("saved");
    private JButton goOn, skipped;

    private final Parts.Reading neutral = new Parts.Reading("neutral"), personShared = new Parts.Reading("person-shared");
    private final CardLayout sharedCards = new CardLayout();
    private final JPanel sharedDesk = new JPanel(sharedCards);

    private final Set<Integer> down = new HashSet<>();
    private final transient KeyEventDispatcher keys = e -> {
        boolean held = e.getID() == KeyEvent.KEY_PRESSED && !down.add(e.getKeyCode());
        if (e.getID() == KeyEvent.KEY_RELEASED) down.remove(e.getKeyCode());
        if (e.getKeyCode() == KeyEvent.VK_F12) {
            if (e.getID() == KeyEvent.KEY_PRESSED && !shared) share(true);
            return true;
        }
        // A key that is held down answers one question, not all that follow.
        return held && card.equals("question") && !shared && isFocused() && !(getFocusOwner() instanceof JTextComponent);
    };

    /** Closes the catalogue when the window closes. */
    public ScreeningForm(Catalogue catalogue) {
        this(catalogue, TOO_SOON_MS);
    }

    ScreeningForm(Catalogue catalogue, int tooSoonMs) {
        this.catalogue = catalogue;
        tooSoon = tooSoonMs * 1_000_000L;
        setName("form");
        setDefaultCloseOperation(DO_NOTHING_ON_CLOSE);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent e) {
                if (talk == null || shared || confirm("end_warning", "end_go_on")) dispose();
            }
        });
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(keys);
        addWindowFocusListener(new WindowAdapter() {
            @Override
            public void windowLostFocus(WindowEvent e) {
                down.clear();
            }
        });

        desk.add(startCard(), "start");
        desk.add(aloudCard(), "aloud");
        desk.add(questionCard(), "question");
        desk.add(resultCard(), "result");
        desk.add(sharedCard(), "shared");
        drafts.setName("drafts");
        drafts.setOpaque(false);
        drafts.addActionListener(e -> tell());
        buildBar();
        getContentPane().setBackground(Parts.PAPER);
        add(bar, BorderLayout.NORTH);
        add(desk, BorderLayout.CENTER);
        JPanel foot = new JPanel(new BorderLayout());
        foot.add(draftMark, BorderLayout.NORTH);
        foot.add(notice, BorderLayout.SOUTH);
        notice.setBackground(Parts.BAND);
        draftMark.setBackground(Parts.NOTE);
        add(foot, BorderLayout.SOUTH);
        useFont();
        setMinimumSize(new Dimension(820, 640));
        setSize(1000, 780);
        setLocationByPlatform(true);
        tell();
    }

    @Override
    public void dispose() {
        KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(keys);
        forget();
        super.dispose();
        catalogue.close();
    }

    // ---- what is where

    private void buildBar() {
        bar.setBackground(Parts.BAND);
        bar.setBorder(BorderFactory.createEmptyBorder(8, 16, 8, 16));
        JPanel switches = row();
        switches.add(drafts);
        switches.add(language);
        switches.add(share);
        bar.add(title, BorderLayout.LINE_START);
        bar.add(switches, BorderLayout.LINE_END);
        retell.add(() -> {
            title.setText(shared ? "" : words.say("title"));
            Words next = nextLanguage();
            List<String> unreadable = languages.stream().filter(one -> one.font(0, 14) == null).map(one -> one.say("language")).toList();
            language.setText(next.say("language"));
            language.setFont(next.font(Font.PLAIN, 16));
            language.setToolTipText(unreadable.isEmpty() ? null : english.say("no_font", String.join(", ", unreadable)));
            language.setEnabled(next != words);
            share.setText(words.say(shared ? "not_shared" : "shared"));
            drafts.setText(words.say("drafts"));
            drafts.setVisible(!shared);
        });
    }

    private JPanel startCard() {
        JPanel made = page();
        JLabel choose = Parts.label("choose"), named = Parts.label("named");
        List<Form> entries = catalogue.forms().stream().filter(f -> f.role() == Form.Role.ENTRY).toList();
        DefaultListModel<Form> model = new DefaultListModel<>();
        entries.forEach(model::addElement);
        forms.setModel(model);
        forms.setName("forms");
        forms.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        forms.setSelectedIndex(0);
        forms.setVisibleRowCount(Math.max(4, entries.size()));
        forms.setCellRenderer(new Cells<Form>(f -> f.title(words.language())));
        caseId.setName("case");
        JButton begin = Parts.button("begin", this::begin);
        JPanel naming = row();
        naming.add(named);
        naming.add(caseId);
        JPanel middle = new JPanel(new BorderLayout(8, 8));
        middle.setOpaque(false);
        middle.add(choose, BorderLayout.NORTH);
        middle.add(new JScrollPane(forms), BorderLayout.CENTER);
        middle.add(naming, BorderLayout.SOUTH);
        JPanel foot = row();
        foot.add(begin);
        foot.add(wrong);
        officer.setBackground(Parts.NOTE);
        made.add(officer, BorderLayout.NORTH);
        made.add(middle, BorderLayout.CENTER);
        made.add(foot, BorderLayout.SOUTH);
        key(forms, KeyEvent.VK_ENTER, () -> true, this::begin);
        retell.add(() -> {
            officer.show(said("interview.officer"), font(Font.PLAIN, 16));
            choose.setText(words.say("choose_form"));
            named.setText(words.say("case"));
            begin.setText(words.say("begin"));
            forms.repaint();
        });
        return made;
    }

    private JPanel aloudCard() {
        JPanel made = page();
        JButton go = Parts.button("continue", this::ask);
        made.add(Parts.scrolled(aloud), BorderLayout.CENTER);
        JPanel foot = row();
        foot.add(go);
        made.add(foot, BorderLayout.SOUTH);
        retell.add(() -> {
            aloud.show(said("interview.rights"), font(Font.PLAIN, 22));
            go.setText(words.say("continue"));
        });
        return made;
    }

    private JPanel questionCard() {
        JPanel made = page();
        JPanel top = Parts.column(place, warning, child, question, look);
        warning.setBackground(Parts.NOTE);
        child.setBackground(Parts.NOTE);
        look.setForeground(Parts.QUIET);
        replies.setOpaque(false);
        skip = Parts.button("skip", this::skip);
        back = Parts.button("back", this::back);
        JButton soFar = Parts.button("so-far", this::result), told = Parts.button("volunteered", this::volunteered), wish = Parts.button("wish", this::wish);
        JPanel foot = new JPanel(new GridLayout(0, 3, 8, 8));
        foot.setOpaque(false);
        for (JButton one : List.of(skip, back, told, soFar, wish)) foot.add(one);
        made.add(top, BorderLayout.NORTH);
        made.add(replies, BorderLayout.CENTER);
        made.add(foot, BorderLayout.SOUTH);
        BooleanSupplier asking = () -> card.equals("question") && !shared;
        JComponent all = getRootPane();
        key(all, KeyEvent.VK_F2, asking, this::skip);
        key(all, KeyEvent.VK_F3, () -> !shared && List.of("question", "result").contains(card) && talk.canGoBack(), this::back);
        key(all, KeyEvent.VK_F4, asking, this::result);
        key(all, KeyEvent.VK_F5, asking, this::volunteered);
        key(all, KeyEvent.VK_F8, asking, this::wish);
        for (int i = 0; i < 5; ++i) {
            int at = i;
            Runnable press = () -> {
                if (find(replies, List.of("yes", "no", "unknown", "declined", "not-applicable").get(at)) instanceof JButton button && button.isShowing()) button.doClick(0);
            };
            BooleanSupplier free = () -> asking.getAsBoolean() && talk.question().isPresent() && talk.question().get().type() == IndicatorType.YES_NO;
            key(all, KeyEvent.VK_1 + i, free, press);
            key(all, KeyEvent.VK_NUMPAD1 + i, free, press);
        }
        retell.add(() -> {
            skip.setText(words.say("skip"));
            back.setText(words.say("back"));
            soFar.setText(words.say("so_far"));
            told.setText(words.say("volunteered"));
            wish.setText(words.say("wish"));
            tellQuestion();
        });
        return made;
    }

    private JPanel resultCard() {
        JPanel made = page();
        JPanel top = Parts.column(stopped, headline);
        stopped.setBackground(Parts.NOTE);
        pages.setName("pages");
        pages.addTab("", Parts.scrolled(official));
        pages.addTab("", Parts.scrolled(person));
        goOn = Parts.button("go-on", this::ask);
        skipped = Parts.button("ask-skipped", () -> {
            talk.askSkipped();
            ask();
        });
        JButton before = Parts.button("result-back", this::back), save = Parts.button("save", this::save), end = Parts.button("end", this::endTalk);
        JPanel foot = row();
        for (JButton one : List.of(save, goOn, skipped, before, end)) foot.add(one);
        JPanel bottom = Parts.column(foot, saved);
        made.add(top, BorderLayout.NORTH);
        made.add(pages, BorderLayout.CENTER);
        made.add(bottom, BorderLayout.SOUTH);
        retell.add(() -> {
            pages.setTitleAt(0, words.say("official_page"));
            pages.setTitleAt(1, words.say("person_page"));
            goOn.setText(words.say("go_on"));
            before.setText(words.say("back"));
            before.setEnabled(talk != null && talk.canGoBack());
            save.setText(words.say("save"));
            end.setText(words.say("end"));
            tellResult();
        });
        return made;
    }

    private JPanel sharedCard() {
        JPanel made = page();
        JButton words1 = Parts.button("show-person", () -> showShared(true)), words2 = Parts.button("show-neutral", () -> showShared(false));
        sharedDesk.setOpaque(false);
        sharedDesk.add(neutral, "neutral");
        sharedDesk.add(Parts.scrolled(personShared), "person");
        JPanel foot = row();
        foot.add(words1);
        foot.add(words2);
        made.add(sharedDesk, BorderLayout.CENTER);
        made.add(foot, BorderLayout.SOUTH);
        retell.add(() -> {
            neutral.show(words.say("neutral"), font(Font.PLAIN, 22));
            words1.setText(words.say("show_person"));
            words2.setText(words.say("show_neutral"));
            words1.setEnabled(!showsPerson);
            words2.setEnabled(showsPerson);
            personShared.show(shared && showsPerson ? personWords() : "", font(Font.PLAIN, 18));
            sharedCards.show(sharedDesk, showsPerson ? "person" : "neutral");
        });
        return made;
    }

    // ---- what happens

    private void begin() {
        Form form = forms.getSelectedValue();
        if (form == null) return;
        try {
            talk = new Talk(catalogue, form, caseId.getText().strip());
        } catch (PehchanException e) {
            wrong.setText(e.issues().isEmpty() ? e.getMessage() : e.issues().get(0).message());
            return;
        }
        pastOpening = childSeen = false;
        tellSaved("");
        card = "aloud";
        tell();
    }

    private void ask() {
        card = talk.question().isPresent() ? "question" : "result";
        if (card.equals("result")) pages.setSelectedIndex(0);
        if (talk.question().isPresent() && catalogue.forms().stream().noneMatch(f -> f.role() == Form.Role.OPENING && f.indicators().contains(talk.question().get().id()))) pastOpening = true;
        buildReplies();
        tell();
        shownAt = System.nanoTime();
    }

    private boolean tooSoon() {
        return System.nanoTime() - shownAt < tooSoon;
    }

    private void answer(String value) {
        if (tooSoon() || talk.question().isEmpty()) return;
        boolean wasChild = talk.isChild();
        talk.answer(value);
        childSeen = wasChild;
        ask();
    }

    private void answerNumber(JTextField given) {
        if (tooSoon() || talk.question().isEmpty()) return;
        Indicator about = talk.question().get();
        try {
            long number = Long.parseLong(westernDigits(given.getText().strip()));
            boolean wasChild = talk.isChild();
            talk.answer(number);
            childSeen = wasChild;
            ask();
        } catch (NumberFormatException | PehchanException e) {
            refused.setText(words.say("number_bad", about.least(), about.most()));
        }
    }

    private void skip() {
        if (tooSoon() || talk.question().isEmpty()) return;
        talk.skip();
        ask();
    }

    private void back() {
        if (talk.canGoBack()) talk.back();
        ask();
    }

    private void wish() {
        talk.end();
        ask();
    }

    private void result() {
        card = "result";
        pages.setSelectedIndex(0);
        tell();
    }

    /** Everything is hidden at once, also while a dialog is open. */
    private void share(boolean on) {
        if (on)
            for (Window one : Window.getWindows())
                if (one instanceof JDialog && one.isVisible()) one.dispose();
        shared = on;
        showsPerson = false;
        if (on) {
            official.show("", font(Font.PLAIN, 16));
            headline.show("", font(Font.BOLD, 20));
        }
        tell();
    }

    private void showShared(boolean thePerson) {
        showsPerson = thePerson;
        tell();
    }

    private void changeLanguage() {
        words = nextLanguage();
        useFont();
        buildReplies();
        tell();
    }

    /** The language after this one in which there are words, a font and a catalogue; this one if there is no other. */
    private Words nextLanguage() {
        int at = languages.indexOf(words);
        for (int step = 1; step < languages.size(); ++step) {
            Words one = languages.get((at + step) % languages.size());
            if (one.font(0, 14) != null && (one == english || catalogue.languages().contains(one.language()))) return one;
        }
        return words;
    }

    private void endTalk() {
        if (!confirm("end_warning", "end_go_on")) return;
        forget();
        card = "start";
        tell();
    }

    /** Of a talk nothing stays: not in memory, not in a field. */
    private void forget() {
        if (talk != null) talk.close();
        talk = null;
        caseId.setText("");
        wrong.setText("");
        replies.removeAll();
        for (Parts.Reading one : List.of(question, look, warning, child, stopped, headline, official, person, personShared)) one.setText("");
    }

    private void save() {
        if (!confirm("save_warning", "save_go_on")) return;
        for (;;) {
            JFileChooser chooser = new JFileChooser();
            chooser.setName("chooser");
            chooser.setDialogTitle(words.say("save"));
            chooser.applyComponentOrientation(words.orientation());
            if (chooser.showSaveDialog(this) != JFileChooser.APPROVE_OPTION || shared) return;
            try (Assessment found = talk.assessment(View.OFFICIAL)) {
                Handover.write(chooser.getSelectedFile().toPath(), found.json(words.language()));
                tellSaved(words.say("saved"));
                return;
            } catch (FileAlreadyExistsException e) {
                if (!confirm("save_exists", "save_go_on")) return;
            } catch (IOException | SecurityException e) {
                tellSaved(words.say("save_failed"));
                return;
            }
        }
    }

    private void tellSaved(String what) {
        saved.setText(what);
        saved.setVisible(!what.isEmpty());
    }

    private void volunteered() {
        if (talk == null) return;
        JDialog asked = new JDialog(this, words.say("volunteered_title"), true);
        asked.setName("volunteered-dialog");
        JPanel made = page();
        JTextField find = new JTextField(30);
        find.setName("find");
        JLabel hint = Parts.label("find-label"), none = Parts.label("volunteered-wrong");
        hint.setText(words.say("volunteered_find"));
        none.setText(" ");
        // What has no question is never recorded as told: facts that could be held against the person.
        List<Indicator> all = catalogue.indicators().stream().filter(i -> i.type() == IndicatorType.YES_NO && !i.question("en").isEmpty()).toList();
        DefaultListModel<Indicator> model = new DefaultListModel<>();
        model.addAll(all);
        JList<Indicator> list = new JList<>(model);
        list.setName("signs");
        list.setFont(font(Font.PLAIN, 16));
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setCellRenderer(new Cells<Indicator>(i -> i.label(words.language())));
        find.getDocument().addDocumentListener(new Changed(() -> {
            String part = find.getText().strip().toLowerCase(Locale.ROOT);
            model.clear();
            model.addAll(all.stream().filter(i -> i.label(words.language()).toLowerCase(Locale.ROOT).contains(part)).toList());
            if (!model.isEmpty()) list.setSelectedIndex(0);
        }));
        Runnable record = () -> {
            if (list.getSelectedValue() == null) {
                none.setText(words.say("volunteered_none"));
                return;
            }
            boolean wasChild = talk.isChild();
            talk.volunteered(list.getSelectedValue());
            childSeen = wasChild;
            asked.dispose();
            ask();
        };
        JButton yes = Parts.button("volunteered-yes", record), cancel = Parts.button("volunteered-cancel", asked::dispose);
        yes.setText(words.say("record"));
        cancel.setText(words.say("cancel"));
        JPanel top = row(), foot = row();
        top.add(hint);
        top.add(find);
        foot.add(yes);
        foot.add(cancel);
        foot.add(none);
        made.add(top, BorderLayout.NORTH);
        made.add(new JScrollPane(list), BorderLayout.CENTER);
        made.add(foot, BorderLayout.SOUTH);
        made.setBorder(BorderFactory.createCompoundBorder(BorderFactory.createLineBorder(Parts.QUIET), made.getBorder()));
        asked.add(made);
        asked.getRootPane().setDefaultButton(yes);
        key(asked.getRootPane(), KeyEvent.VK_ESCAPE, () -> true, asked::dispose);
        dress(asked.getContentPane());
        asked.applyComponentOrientation(words.orientation());
        asked.setSize(720, 520);
        asked.setLocationRelativeTo(this);
        asked.setVisible(true);
    }

    /** Shows a warning with the library's notice; the button in front goes back. */
    private boolean confirm(String warning, String go) {
        boolean[] agreed = {false};
        JDialog asked = new JDialog(this, words.say("title"), true);
        asked.setName("warning-dialog");
        JPanel made = page();
        Parts.Reading what = new Parts.Reading("warning-words");
        what.show(words.say(warning) + "\n\n" + said("page.notice"), font(Font.PLAIN, 16));
        JButton cancel = Parts.button("warning-cancel", asked::dispose), yes = Parts.button("warning-go", () -> {
            agreed[0] = true;
            asked.dispose();
        });
        cancel.setText(words.say("cancel"));
        yes.setText(words.say(go));
        JPanel foot = row();
        foot.add(cancel);
        foot.add(yes);
        made.add(what, BorderLayout.CENTER);
        made.add(foot, BorderLayout.SOUTH);
        made.setBorder(BorderFactory.createCompoundBorder(BorderFactory.createLineBorder(Parts.QUIET), made.getBorder()));
        asked.add(made);
        asked.getRootPane().setDefaultButton(cancel);
        key(asked.getRootPane(), KeyEvent.VK_ESCAPE, () -> true, asked::dispose);
        dress(asked.getContentPane());
        asked.applyComponentOrientation(words.orientation());
        what.show(what.getText(), font(Font.PLAIN, 16));
        asked.setSize(640, 320);
        asked.setLocationRelativeTo(this);
        asked.setVisible(true);
        return agreed[0];
    }

    // ---- what is said

    private String said(String id) {
        return catalogue.words(id, words.language()).orElse("");
    }

    private Font font(int style, int size) {
        return words.font(style, size);
    }

    /** Everything on the window anew, in the language of now. */
    private void tell() {
        dress(getContentPane());
        retell.forEach(Runnable::run);
        setTitle(words.say(shared ? "neutral_title" : "title"));
        notice.show(shared ? "" : said("page.notice"), font(Font.PLAIN, 13));
        draftMark.show(shared || words == english ? "" : said("page.draft"), font(Font.PLAIN, 13));
        // The pages that are read keep the direction of their own words.
        orient(getContentPane());
        cards.show(desk, shared ? "shared" : card);
        revalidate();
        repaint();
        String now = shared + " " + showsPerson + card + (talk == null ? "" : talk.number());
        if (!now.equals(told)) SwingUtilities.invokeLater(this::takeFocus);
        told = now;
    }

    /** Where something new is on the screen: keys reach the form only where something has the focus, and what had it may be gone. */
    private void takeFocus() {
        // While the screen is shared no key that is pressed next may bring back what was hidden.
        Component first = shared ? (showsPerson ? personShared : neutral) : switch (card) {
            case "start" -> forms;
            case "aloud" -> find(desk, "continue");
            case "question" -> firstReply();
            default -> official;
        };
        if (first != null) first.requestFocusInWindow();
    }

    private Component firstReply() {
        for (String name : List.of("number", "options", "yes")) {
            Component found = find(replies, name);
            if (found != null) return found;
        }
        return question;
    }

    private void buildReplies() {
        replies.removeAll();
        refused.setText(" ");
        if (talk == null || talk.question().isEmpty()) return;
        Indicator about = talk.question().get();
        boolean keys = about.type() == IndicatorType.YES_NO;
        JPanel buttons = new JPanel(new GridLayout(0, 1, 8, 8));
        buttons.setOpaque(false);
        if (keys) {
            buttons.add(reply("yes", "yes", 1));
            buttons.add(reply("no", "no", 2));
        } else if (about.type() == IndicatorType.CHOICE) {
            JList<Indicator.Option> options = new JList<>(about.options(words.language()).toArray(new Indicator.Option[0]));
            options.setName("options");
            options.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
            options.setCellRenderer(new Cells<Indicator.Option>(Indicator.Option::label));
            Runnable record = () -> {
                if (options.getSelectedValue() == null) refused.setText(words.say("choose_bad"));
                else answer(options.getSelectedValue().id());
            };
            key(options, KeyEvent.VK_ENTER, () -> true, record);
            JButton take = Parts.button("record", record);
            take.setHorizontalAlignment(JButton.LEADING);
            take.setText(words.say("record"));
            replies.add(new JScrollPane(options), BorderLayout.CENTER);
            buttons.add(take);
        } else {
            JTextField number = new JTextField(6);
            number.setName("number");
            number.addActionListener(e -> answerNumber(number));
            JButton take = Parts.button("record", () -> answerNumber(number));
            take.setText(words.say("record"));
            JLabel range = Parts.label("range");
            range.setText(words.say("number_range", about.least(), about.most()));
            JPanel line = row();
            line.add(range);
            line.add(number);
            line.add(take);
            buttons.add(line);
        }
        buttons.add(reply("unknown", "unknown", keys ? 3 : 0));
        buttons.add(reply("declined", "declined", keys ? 4 : 0));
        String when = about.notApplicable(words.language());
        if (!when.isEmpty()) {
            JButton not = reply("not-applicable", "not_applicable", keys ? 5 : 0);
            not.setText(not.getText() + ": " + when);
            buttons.add(not);
        }
        JPanel all = new JPanel(new BorderLayout(8, 8));
        all.setOpaque(false);
        all.add(buttons, BorderLayout.NORTH);
        all.add(refused, BorderLayout.CENTER);
        refused.setForeground(Parts.URGENT);
        replies.add(all, about.type() == IndicatorType.CHOICE ? BorderLayout.SOUTH : BorderLayout.NORTH);
    }

    private JButton reply(String name, String value, int key) {
        JButton button = Parts.button(name, () -> answer(value));
        button.setText((key > 0 ? key + "   " : "") + words.say(value));
        button.setHorizontalAlignment(JButton.LEADING);
        return button;
    }

    private void tellQuestion() {
        Optional<Indicator> now = talk == null ? Optional.empty() : talk.question();
        if (now.isEmpty() || shared) {
            for (Parts.Reading one : List.of(question, look, warning, child)) one.show("", font(Font.PLAIN, 16));
            place.setText("");
            return;
        }
        Indicator about = now.get();
        String why = said("page.next_" + talk.why().name().toLowerCase(Locale.ROOT));
        place.setText(words.say("question", talk.number()) + "  ·  " + why);
        question.show(about.question(words.language()), font(Font.PLAIN, 26));
        look.show(about.knownBy() == KnownBy.ASKING ? "" : said("interview.observed"), font(Font.PLAIN, 16));
        warning.show(pastOpening && !talk.denialsCount() ? said("interview.unsafe") : "", font(Font.PLAIN, 15));
        child.show(talk.isChild() && !childSeen ? said("interview.child_opening") : "", font(Font.PLAIN, 16));
        back.setEnabled(talk.canGoBack());
    }

    private void tellResult() {
        if (talk == null || shared || !card.equals("result")) {
            for (Parts.Reading one : List.of(stopped, headline, official, person)) one.show("", font(Font.PLAIN, 16));
            return;
        }
        Stop stop = talk.stop();
        stopped.show(said(switch (stop) {
            case NONE -> "interview.paused";
            case WISH -> "interview.stopped_wish";
            case DANGER -> "interview.stopped_danger";
            case CHILD_DISCLOSED -> "interview.stopped_child";
            case ENOUGH -> "interview.stopped_enough";
            case NOTHING_LEFT -> "interview.stopped_nothing";
        }), font(Font.BOLD, 16));
        try (Assessment found = talk.assessment(View.OFFICIAL)) {
            String id = found.headline().orElse("");
            headline.setForeground(id.equals("act_now") ? Parts.URGENT : Parts.INK);
            headline.show(id.isEmpty() ? "" : said("headline." + id), font(Font.BOLD, 20));
            official.show(found.page(words.language()), font(Font.PLAIN, 16));
        }
        person.show(personWords(), font(Font.PLAIN, 18));
        goOn.setVisible(stop == Stop.NONE);
        skipped.setText(words.say("skipped", talk.skipped()));
        skipped.setVisible(stop == Stop.NOTHING_LEFT && talk.skipped() > 0);
    }

    /** Of nobody yet: the rights that everybody has. */
    private String personWords() {
        Flag[] flags = drafts.isSelected() ? new Flag[] {Flag.ALLOW_DRAFT} : new Flag[0];
        if (talk != null)
            try (Assessment found = talk.assessment(View.PERSON)) {
                return found.page(words.language(), flags);
            }
        try (Answers none = catalogue.answers(); Assessment found = catalogue.assess(none, View.PERSON)) {
            return found.page(words.language(), flags);
        }
    }

    // ---- the look

    private static JPanel page() {
        JPanel made = new JPanel(new BorderLayout(12, 12));
        made.setBackground(Parts.PAPER);
        made.setBorder(BorderFactory.createEmptyBorder(16, 20, 16, 20));
        return made;
    }

    private static JPanel row() {
        JPanel made = new JPanel(new FlowLayout(FlowLayout.LEADING, 8, 0));
        made.setOpaque(false);
        return made;
    }

    /** Looks such as Nimbus take the font of some states (focused, selected) from here only. */
    private void useFont() {
        UIManager.getLookAndFeelDefaults().put("defaultFont", font(Font.PLAIN, 16));
        SwingUtilities.updateComponentTreeUI(this);
    }

    /** Every button, label, list and field in the font of the language. */
    private void dress(Container within) {
        for (Component one : within.getComponents()) {
            if (!(one instanceof Parts.Reading)) one.setFont(font(Font.PLAIN, 16));
            if (one instanceof Container inner) dress(inner);
        }
    }

    private void orient(Container within) {
        for (Component one : within.getComponents()) {
            if (one instanceof Parts.Reading) continue;
            one.setComponentOrientation(words.orientation());
            if (one instanceof Container inner) orient(inner);
        }
    }

    private static void key(JComponent on, int code, BooleanSupplier when, Runnable does) {
        String name = "key-" + code;
        on.getInputMap(on instanceof JList ? JComponent.WHEN_FOCUSED : JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(code, 0), name);
        on.getActionMap().put(name, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent e) {
                if (when.getAsBoolean()) does.run();
            }
        });
    }

    private static Component find(Container within, String name) {
        for (Component one : within.getComponents()) {
            if (name.equals(one.getName())) return one;
            Component deeper = one instanceof Container inner ? find(inner, name) : null;
            if (deeper != null) return deeper;
        }
        return null;
    }

    /** The digits of every script are digits. */
    private static String westernDigits(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : (char) c));
        return out.toString();
    }

    private final class Cells<T> extends DefaultListCellRenderer {
        private static final long serialVersionUID = 1;
        private final transient Function<T, String> words;

        Cells(Function<T, String> words) {
            this.words = words;
        }

        @Override
        public Component getListCellRendererComponent(JList<?> list, Object value, int index, boolean selected, boolean focused) {
            @SuppressWarnings("unchecked")
            T one = (T) value;
            super.getListCellRendererComponent(list, words.apply(one), index, selected, focused);
            setComponentOrientation(list.getComponentOrientation());
            setBorder(BorderFactory.createEmptyBorder(5, 10, 5, 10));
            return this;
        }
    }

    private record Changed(Runnable does) implements DocumentListener {
        @Override
        public void insertUpdate(DocumentEvent e) {
            does.run();
        }

        @Override
        public void removeUpdate(DocumentEvent e) {
            does.run();
        }

        @Override
        public void changedUpdate(DocumentEvent e) {
            does.run();
        }
    }
}
