// SPDX-License-Identifier: Apache-2.0
package pehchan.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JTabbedPane;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pehchan.Catalogue;
import pehchan.View;

@DisplayName("The form, driven by mouse and keyboard")
class FormTest {
    /** What would say or suggest that somebody was cleared. */
    private static final Pattern CLEARANCE = Pattern.compile("(?i)\\b(no victim|not a victim|is cleared|was cleared|negative|all clear|safe to (return|remove))\\b|✓|✔|☑|مشتبہ");
    private static final int[] OPENING_YES = {KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_1};

    @TempDir
    Path folder;
    private final int pause = 40;
    private Robot robot;
    private ScreeningForm form;

    @BeforeEach
    void open() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no screen: Xvfb is missing");
        robot = new Robot();
        robot.setAutoDelay(5);
        SwingUtilities.invokeAndWait(() -> {
            try {
                UIManager.setLookAndFeel("javax.swing.plaf.nimbus.NimbusLookAndFeel");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        show(pause);
    }

    private void show(int tooSoonMs) throws Exception {
        SwingUtilities.invokeAndWait(() -> {
            if (form != null) form.dispose();
            form = new ScreeningForm(Catalogue.builtin("pakistan"), tooSoonMs);
            form.setBounds(20, 20, 1000, 780);
            form.setVisible(true);
        });
        settle();
    }

    @AfterEach
    void close() throws Exception {
        if (form == null) return;
        SwingUtilities.invokeAndWait(form::dispose);
    }

    // ---- the tests

    @Test
    @DisplayName("danger told in the kiln form ends the questions, and the official reads what to do now")
    void danger() throws Exception {
        choose("kiln_first_contact");
        type("case", "A-17");
        click("begin");
        assertTrue(text("aloud").startsWith("READ THIS ALOUD"));
        click("continue");
        assertEquals(question("spoken_to_apart", "en"), text("question"));
        answer(OPENING_YES);
        assertEquals(question("urgent_medical_need", "en"), text("question"));
        assertTrue(text("place").contains("danger now"));
        answer(KeyEvent.VK_2);
        assertEquals(question("exploiter_nearby_now", "en"), text("question"));
        click("yes");
        assertTrue(text("stopped").startsWith("STOP: there is danger now"), text("stopped"));
        assertTrue(text("headline").startsWith("Deal with the danger"));
        assertTrue(text("official").contains("A-17") && text("official").contains("WHO PROTECTS"));
        assertFalse(showing("go-on"));
        picture("form-official");
        ((JTabbedPane) named("pages")).setSelectedIndex(1);
        settle();
        assertTrue(text("person").startsWith("Thank you for talking with us."));
        press(KeyEvent.VK_F3);
        assertEquals(question("exploiter_nearby_now", "en"), text("question"), "back takes the answer back");
    }

    @Test
    @DisplayName("in Urdu everything runs from right to left, and drafts are marked")
    void urdu() throws Exception {
        assumeTrue(new Words("ur").font(0, 12) != null, "there is no font with Urdu letters");
        changeLanguage("ur");
        choose("border_first_contact");
        click("begin");
        assertTrue(text("aloud").startsWith("یہ بلند آواز سے پڑھیں"));
        click("continue");
        assertEquals(question("spoken_to_apart", "ur"), text("question"));
        assertFalse(named("question").getComponentOrientation().isLeftToRight());
        assertFalse(named("yes").getComponentOrientation().isLeftToRight());
        assertTrue(text("draft").startsWith("مسودہ ترجمہ"));
        assertTrue(place("skip").x > place("back").x, "the first of a row stands at the right");
        answer(OPENING_YES);
        picture("form-question-ur");
        click("yes");
        assertTrue(text("headline").startsWith("ابھی قدم اٹھائیں"));
        assertFalse(named("official").getComponentOrientation().isLeftToRight(), "also a page that begins with a Latin name");
        picture("form-official-ur");
        assertTrue(text("official").contains("مسودہ ترجمہ"), "the official's page says that it is a draft");
        ((JTabbedPane) named("pages")).setSelectedIndex(1);
        settle();
        assertTrue(text("person").startsWith("Thank you"), "drafts are kept from the person");
        assertTrue(named("person").getComponentOrientation().isLeftToRight());
        click("drafts");
        assertTrue(text("person").startsWith("ہم سے بات کرنے کا شکریہ"));
        assertFalse(named("person").getComponentOrientation().isLeftToRight());
    }

    @Test
    @DisplayName("while the screen is shared nothing of the official's page, headline or questions is on it")
    void shared() throws Exception {
        choose("police_first_contact");
        type("case", "A-17");
        click("begin");
        click("continue");
        answer(OPENING_YES);
        String standing = text("question");
        press(KeyEvent.VK_F12, KeyEvent.VK_SPACE, KeyEvent.VK_ENTER, KeyEvent.VK_1, KeyEvent.VK_F2, KeyEvent.VK_F4, KeyEvent.VK_F8);
        assertEquals("Please wait a moment.", text("neutral"));
        click("shared");
        assertEquals(standing, text("question"), "keys do nothing while the screen is shared");
        assertTrue(text("place").startsWith("Question 7 "));
        click("yes");
        String page = text("official"), headline = text("headline");
        press(KeyEvent.VK_F12);
        assertEquals("Form", form.getTitle());
        assertEquals("Please wait a moment.", text("neutral"));
        for (String gone : List.of("official", "headline", "stopped", "pages", "save", "question", "place", "notice")) assertFalse(showing(gone), gone);
        String seen = String.join("\n", onScreen());
        assertFalse(seen.contains("A-17"));
        for (String line : page.split("\n")) assertTrue(line.isBlank() || !seen.contains(line.strip()), line);
        assertFalse(seen.contains(headline));
        picture("form-shared");
        press(KeyEvent.VK_F3);
        assertEquals("Please wait a moment.", text("neutral"), "nor at a result");
        click("show-person");
        assertTrue(text("person-shared").startsWith("Thank you for talking with us."));
        seen = String.join("\n", onScreen());
        for (String word : List.of("traffick", "victim", "exploit", "Deal with", "A-17")) assertFalse(seen.contains(word), word);
        click("show-neutral");
        assertFalse(showing("person-shared"));
        click("shared");
        assertEquals(page, text("official"));
        assertEquals(headline, text("headline"));
    }

    @Test
    @DisplayName("F12 hides everything also while a dialog is open, and nothing is saved then")
    void hideFromDialog() throws Exception {
        start("ngo_first_contact");
        press(KeyEvent.VK_F4);
        clickLater("save");
        assertTrue(waitFor("warning-words"));
        press(KeyEvent.VK_F12);
        assertFalse(showing("warning-words"));
        assertEquals("Please wait a moment.", text("neutral"));
        click("shared");
        clickLater("save");
        assertTrue(waitFor("warning-words"));
        clickLater("warning-go");
        assertTrue(waitFor("chooser"));
        press(KeyEvent.VK_F12);
        assertFalse(showing("chooser"));
        assertEquals("Please wait a moment.", text("neutral"));
    }

    @Test
    @DisplayName("the assessment is saved where the user says, for the owner only, and no other file is touched")
    void save() throws Exception {
        type("case", "A-17");
        start("kiln_first_contact");
        answer(OPENING_YES);
        click("so-far");
        assertTrue(text("stopped").startsWith("Paused"));
        Path taken = folder.resolve("taken.json"), fresh = folder.resolve("fresh.json");
        Files.writeString(taken, "mine");
        clickLater("save");
        assertTrue(waitFor("warning-words"));
        assertTrue(text("warning-words").contains("For protection only. Not evidence."));
        press(KeyEvent.VK_ENTER);
        settle();
        assertFalse(showing("chooser"), "the button in front goes back");
        clickLater("save");
        assertTrue(waitFor("warning-words"));
        clickLater("warning-go");
        saveAs(taken);
        assertTrue(waitFor("warning-words"));
        assertTrue(text("warning-words").startsWith("There is a file of this name already."));
        assertEquals("mine", Files.readString(taken));
        clickLater("warning-go");
        saveAs(fresh);
        assertTrue(text("saved").startsWith("Saved."));
        assertEquals("mine", Files.readString(taken));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(fresh));
        StringBuilder said = new StringBuilder();
        try (Catalogue catalogue = Catalogue.builtin("pakistan")) {
            for (String id : catalogue.forms().stream().filter(f -> f.id().equals("opening")).findFirst().orElseThrow().indicators()) said.append(said.isEmpty() ? "" : ", ").append("\"" + id + "\": \"yes\"");
            assertEquals(catalogue.screen("{\"case\": \"A-17\", \"answers\": {" + said + "}}", View.OFFICIAL, "en") + "\n", Files.readString(fresh));
        }
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
        clickLater("end");
        assertTrue(waitFor("warning-words"));
        click("warning-go");
        assertTrue(showing("forms"));
        assertEquals("", text("case"));
        assertEquals("", ((JTextComponent) named("official")).getText(), "nothing of the talk stays behind");
    }

    @Test
    @DisplayName("choices and numbers are taken, wrong ones refused, and what does not apply is offered where it may be")
    void answers() throws Exception {
        start("kiln_first_contact");
        answer(OPENING_YES);
        boolean choice = false, number = false, notApplicable = false;
        for (int i = 0; i < 40 && showing("question"); ++i) {
            robot.delay(pause + 10);
            String before = text("question");
            if (showing("number")) {
                number = true;
                type("number", "999");
                press(KeyEvent.VK_ENTER);
                assertEquals("Write a whole number from 0 to 120.", text("refused"));
                assertEquals(before, text("question"));
                ((JTextField) named("number")).setText("۳۴");
                press(KeyEvent.VK_ENTER);
            } else if (showing("options")) {
                choice = true;
                click("record");
                assertEquals("Choose one of the answers.", text("refused"));
                press(KeyEvent.VK_DOWN);
                named("options").requestFocus();
                settle();
                press(KeyEvent.VK_DOWN, KeyEvent.VK_ENTER);
            } else if (showing("not-applicable")) {
                notApplicable = true;
                press(KeyEvent.VK_5);
            } else press(i % 3 == 0 ? KeyEvent.VK_3 : KeyEvent.VK_4);
            assertTrue(!showing("question") || !before.equals(text("question")), before);
        }
        assertTrue(choice && number && notApplicable, choice + " " + number + " " + notApplicable);
        assertTrue(text("stopped").startsWith("No question that may be asked here"), text("stopped"));
        assertTrue(text("stopped").contains("This clears nobody"));
    }

    @Test
    @DisplayName("a double click answers one question, and skipped questions can be asked at the end")
    void skipping() throws Exception {
        show(ScreeningForm.TOO_SOON_MS);
        start("protector_of_emigrants_first_contact");
        robot.delay(ScreeningForm.TOO_SOON_MS);
        Point at = middle("yes");
        robot.delay(pause + 10);
        robot.mouseMove(at.x, at.y);
        for (int i = 0; i < 2; ++i) {
            robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
            robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        }
        settle();
        assertTrue(text("place").startsWith("Question 2 "), text("place"));
        show(pause);
        start("protector_of_emigrants_first_contact");
        for (int i = 0; i < 40 && showing("question"); ++i) {
            robot.delay(pause + 10);
            press(i == 7 || i == 9 ? KeyEvent.VK_F2 : showing("number") || showing("options") ? KeyEvent.VK_F2 : KeyEvent.VK_3);
        }
        assertTrue(showing("ask-skipped"), text("stopped"));
        click("ask-skipped");
        assertTrue(showing("question"));
    }

    @Test
    @DisplayName("a key that is held down answers one question")
    void heldKey() throws Exception {
        start("ngo_first_contact");
        for (int i = 0; i < 5; ++i) {
            robot.delay(pause + 10);
            inSwing(() -> {
                // As a keyboard repeats it: pressed again and again, released once.
                Component at = form.getFocusOwner();
                return KeyboardFocusManager.getCurrentKeyboardFocusManager().dispatchEvent(new KeyEvent(at, KeyEvent.KEY_PRESSED, System.currentTimeMillis(), 0, KeyEvent.VK_1, '1'));
            });
            settle();
        }
        assertTrue(text("place").startsWith("Question 2 "), text("place"));
        inSwing(() -> KeyboardFocusManager.getCurrentKeyboardFocusManager().dispatchEvent(new KeyEvent(form.getFocusOwner(), KeyEvent.KEY_RELEASED, System.currentTimeMillis(), 0, KeyEvent.VK_1, '1')));
        answer(KeyEvent.VK_1);
        assertTrue(text("place").startsWith("Question 3 "), text("place"));
    }

    @Test
    @DisplayName("a page is read and left by keys alone")
    void readByKeys() throws Exception {
        start("kiln_first_contact");
        answer(KeyEvent.VK_F8);
        assertEquals(0, ((JComponent) named("official")).getVisibleRect().y);
        press(KeyEvent.VK_PAGE_DOWN);
        int after = ((JComponent) named("official")).getVisibleRect().y;
        assertTrue(after > 100, "page down scrolls");
        press(KeyEvent.VK_UP);
        int line = after - ((JComponent) named("official")).getVisibleRect().y;
        assertTrue(line > 0 && line < 60, "an arrow scrolls a line: " + line);
        press(KeyEvent.VK_TAB);
        assertTrue(inSwing(() -> form.getFocusOwner() != named("official") && form.getFocusOwner() != null), "tab goes on");
    }

    @Test
    @DisplayName("the person's wish stops everything at once, also as an answer to the question of consent")
    void wish() throws Exception {
        start("health_first_contact");
        press(KeyEvent.VK_F8);
        assertTrue(text("stopped").startsWith("STOP: the person does not wish to go on."));
        assertFalse(showing("go-on"));
        press(KeyEvent.VK_F3);
        assertEquals(question("spoken_to_apart", "en"), text("question"), "a slip is taken back");
        answer(KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_2);
        assertTrue(text("stopped").startsWith("STOP: the person does not wish to go on."));
    }

    @Test
    @DisplayName("a child's words of harm, told without being asked, stop the questions")
    void child() throws Exception {
        start("child_protection_first_contact");
        answer(OPENING_YES);
        volunteer("believed_under_18");
        assertTrue(text("child").startsWith("Say to the child"), text("child"));
        volunteer("violence_at_destination");
        assertTrue(text("stopped").startsWith("STOP: a child has told of harm."), text("stopped"));
    }

    @Test
    @DisplayName("as long as the talk is not safe the official is told that a no does not count")
    void unsafe() throws Exception {
        start("ngo_first_contact");
        assertFalse(showing("warning"));
        answer(KeyEvent.VK_2, KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_1, KeyEvent.VK_1);
        assertTrue(text("warning").contains("does not count"), text("warning"));
    }

    @Test
    @DisplayName("a reference that the library refuses is refused with its reason, and no language has words that English lacks")
    void wrongReference() throws Exception {
        SwingUtilities.invokeAndWait(() -> ((JTextField) named("case")).setText("a".repeat(300)));
        click("begin");
        assertTrue(text("wrong").contains("64 characters"), text("wrong"));
        assertTrue(showing("forms"));
        assertTrue(Words.all().size() > 1);
        for (Words one : Words.all()) {
            assertTrue(new Words("en").ids().containsAll(one.ids()), one.language());
            new Words("en").ids().forEach(one::say);
        }
    }

    // ---- as a user

    private void changeLanguage(String language) throws Exception {
        String title = new Words(language).say("title");
        for (int i = 0; i < Words.all().size() && !text("title").equals(title); ++i) click("language");
        assertEquals(title, text("title"));
    }

    private void start(String entry) throws Exception {
        choose(entry);
        click("begin");
        click("continue");
    }

    private void choose(String entry) throws Exception {
        pick("forms", entry);
    }

    private void pick(String name, String entry) throws Exception {
        JList<?> list = (JList<?>) named(name);
        for (int i = 0; i < list.getModel().getSize(); ++i)
            if (list.getModel().getElementAt(i).toString().equals(entry)) {
                Rectangle cell = list.getCellBounds(i, i);
                Point at = list.getLocationOnScreen();
                clickAt(at.x + cell.x + cell.width / 2, at.y + cell.y + cell.height / 2);
                assertEquals(entry, list.getSelectedValue().toString());
                return;
            }
        throw new AssertionError("there is no " + entry);
    }

    private void answer(int... keys) throws Exception {
        for (int key : keys) {
            robot.delay(pause + 10);
            press(key);
        }
    }

    private void volunteer(String id) throws Exception {
        clickLater("volunteered");
        assertTrue(waitFor("find"));
        type("find", label(id));
        pick("signs", id);
        click("volunteered-yes");
    }

    private void saveAs(Path file) throws Exception {
        assertTrue(waitFor("chooser"));
        JFileChooser chooser = (JFileChooser) named("chooser");
        SwingUtilities.invokeLater(() -> {
            chooser.setSelectedFile(file.toFile());
            chooser.approveSelection();
        });
        settle();
    }

    private void type(String name, String text) throws Exception {
        click(name);
        SwingUtilities.invokeAndWait(() -> ((JTextField) named(name)).selectAll());
        for (char c : text.toCharArray()) {
            boolean upper = Character.isUpperCase(c);
            if (upper) robot.keyPress(KeyEvent.VK_SHIFT);
            int key = KeyEvent.getExtendedKeyCodeForChar(c);
            robot.keyPress(key);
            robot.keyRelease(key);
            if (upper) robot.keyRelease(KeyEvent.VK_SHIFT);
        }
        settle();
        assertEquals(text, text(name));
    }

    private void press(int... keys) throws Exception {
        for (int key : keys) {
            robot.keyPress(key);
            robot.keyRelease(key);
            settle();
        }
    }

    private void click(String name) throws Exception {
        clickLater(name);
        settle();
    }

    private void clickLater(String name) throws Exception {
        Point at = middle(name);
        robot.delay(pause + 10);
        clickAt(at.x, at.y);
    }

    private void clickAt(int x, int y) throws Exception {
        robot.mouseMove(x, y);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        settle();
    }

    private Point place(String name) throws Exception {
        assertTrue(showing(name), name + " is not on the screen; there is: " + onScreen());
        return inSwing(() -> named(name).getLocationOnScreen());
    }

    private Point middle(String name) throws Exception {
        Point at = place(name);
        return new Point(at.x + named(name).getWidth() / 2, at.y + named(name).getHeight() / 2);
    }

    private boolean waitFor(String name) throws Exception {
        for (int i = 0; i < 60 && !showing(name); ++i) Thread.sleep(50);
        return showing(name);
    }

    private void settle() throws Exception {
        for (int i = 0; i < 2; ++i) {
            robot.waitForIdle();
            SwingUtilities.invokeAndWait(() -> {});
        }
        List<String> clearances = onScreen().stream().filter(words -> CLEARANCE.matcher(words).find()).toList();
        assertEquals(List.of(), clearances, "words that suggest clearance");
    }

    private void picture(String name) throws Exception {
        robot.mouseMove(5, 5);
        settle();
        robot.delay(200);
        BufferedImage image = robot.createScreenCapture(form.getBounds());
        int green = 0;
        for (int x = 0; x < image.getWidth(); ++x)
            for (int y = 0; y < image.getHeight(); ++y) {
                int red = image.getRGB(x, y) >> 16 & 255, g = image.getRGB(x, y) >> 8 & 255, blue = image.getRGB(x, y) & 255;
                if (g > red + 40 && g > blue + 40) ++green;
            }
        assertEquals(0, green, "nothing on the form is green");
        Path pictures = Path.of(System.getProperty("pehchan.build"), "pictures");
        Files.createDirectories(pictures);
        ImageIO.write(image, "png", pictures.resolve(name + ".png").toFile());
    }

    // ---- what is on the screen

    private String question(String id, String language) {
        try (Catalogue catalogue = Catalogue.builtin("pakistan")) {
            return catalogue.indicator(id).orElseThrow().question(language);
        }
    }

    private String label(String id) {
        try (Catalogue catalogue = Catalogue.builtin("pakistan")) {
            return catalogue.indicator(id).orElseThrow().label("en");
        }
    }

    private String text(String name) throws Exception {
        assertTrue(showing(name), name + " is not on the screen; there is: " + onScreen());
        return inSwing(() -> words(named(name)));
    }

    private boolean showing(String name) throws Exception {
        return inSwing(() -> named(name) != null && named(name).isShowing());
    }

    private static String words(Component one) {
        if (one instanceof JTextComponent text) return text.getText();
        if (one instanceof JLabel label) return label.getText() == null ? "" : label.getText();
        if (one instanceof AbstractButton button) return button.getText() == null ? "" : button.getText();
        return "";
    }

    private List<String> onScreen() throws Exception {
        return inSwing(() -> {
            List<String> all = new ArrayList<>();
            for (Window window : Window.getWindows())
                if (window.isShowing()) {
                    if (window instanceof JDialog dialog) all.add(dialog.getTitle());
                    collect(window, all);
                }
            all.add(form.getTitle());
            return all;
        });
    }

    private static void collect(Container within, List<String> all) {
        for (Component one : within.getComponents()) {
            if (one.isShowing() && !words(one).isBlank()) all.add(words(one));
            if (one.isShowing() && one instanceof JTabbedPane pages)
                for (int i = 0; i < pages.getTabCount(); ++i) all.add(pages.getTitleAt(i));
            if (one instanceof Container inner) collect(inner, all);
        }
    }

    private static Component named(String name) {
        Component found = null;
        for (Window window : Window.getWindows()) {
            Component here = find(window, name);
            if (here != null && (found == null || here.isShowing())) found = here;
        }
        return found;
    }

    private static Component find(Container within, String name) {
        for (Component one : within.getComponents()) {
            if (name.equals(one.getName())) return one;
            Component deeper = one instanceof Container inner ? find(inner, name) : null;
            if (deeper != null) return deeper;
        }
        return null;
    }

    private static <T> T inSwing(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        SwingUtilities.invokeLater(task);
        return task.get();
    }
}
