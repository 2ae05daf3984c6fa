package deepq.course.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.course.view.CartPoleScene;
import deepq.course.view.EpisodePlayer;
import deepq.course.view.Frontend;
import deepq.course.view.Plot;
import deepq.course.view.Showable;
import deepq.env.CartPole;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class NotebookTest {
    /** What every Java kernel offers, in the shape of theirs: see {@link Kernel}. */
    public static final class DisplayData {
        final Map<String, Object> data = new LinkedHashMap<>();
        String id;

        public void putData(String mime, Object content) {
            data.put(mime, content);
        }

        public void setDisplayId(String value) {
            id = value;
        }
    }

    public static final class Stream {
        public void updateDisplay(DisplayData data) {
            FakeKernel.updated.add(data);
        }

        public void updateDisplay(String id, DisplayData data) {
            throw new AssertionError("the other one is called");
        }
    }

    public static final class Io {
        public final Stream display = new Stream();
    }

    public static final class FakeKernel {
        static final List<DisplayData> displayed = new ArrayList<>();
        static final List<DisplayData> updated = new ArrayList<>();

        public static FakeKernel running() {
            return new FakeKernel();
        }

        public static FakeKernel none() {
            return null;
        }

        public void display(DisplayData data) {
            displayed.add(data);
        }

        public Io getIO() {
            return new Io();
        }
    }

    static String printed(Runnable action) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theKernelIsFoundByNameAndShowsEveryForm() {
        Kernel kernel = Kernel.find(new String[][] {
            {"no.such.Kernel", "instance"},
            {FakeKernel.class.getName(), "none"},
            {FakeKernel.class.getName(), "running"}
        });
        assertTrue(kernel.isNotebook());
        Map<String, Object> bundle =
                Plot.titled("t").x("x").y("y").line("a", new double[] {1, 2}).mimeBundle(Frontend.NOTEBOOK);
        kernel.display(bundle, "place");
        DisplayData shown = FakeKernel.displayed.get(0);
        assertEquals(bundle, shown.data);
        assertEquals("place", shown.id);
        assertTrue(kernel.update(Map.of("text/plain", "later"), "place", false));
        assertEquals(Map.of("text/plain", "later"), FakeKernel.updated.get(0).data);
        assertEquals("place", FakeKernel.updated.get(0).id);
    }

    @Test
    void withoutAKernelTheTextIsPrinted() {
        assertFalse(Kernel.find(new String[][] {{FakeKernel.class.getName(), "none"}})
                .isNotebook());
        assertEquals("42" + System.lineSeparator(), printed(() -> Notebook.show(42)));
        String chart =
                printed(() -> Notebook.show(Plot.titled("Title").x("x").y("y").line("a", new double[] {1, 2})));
        assertTrue(chart.startsWith("Title: y over x. a: 2 points, from 1 at 1 to 2 at 2;"), chart);
    }

    @Test
    void ofALiveDisplayAConsoleSeesTheFirstAndTheLastState() {
        String text = printed(() -> {
            try (LiveDisplay live = Notebook.live("first")) {
                for (int i = 0; i < 1000; i++) {
                    live.update("state " + i);
                }
            }
        });
        assertEquals(List.of("first", "state 999"), text.lines().toList());
    }

    /** Each state is drawn only if it is shown; there are more of them in a second than anybody could see. */
    @Test
    void aLiveDisplayPausesAndThenGoesOn() {
        int[] drawn = {0};
        Showable state = frontend -> {
            drawn[0]++;
            return Map.of("text/plain", "state");
        };
        printed(() -> {
            try (LiveDisplay live = Notebook.live(state)) {
                for (int i = 0; i < 1000; i++) {
                    live.update(state);
                }
                assertTrue(drawn[0] < 20, drawn[0] + " of 1000 states were drawn");
                int before = drawn[0];
                long until = System.nanoTime() + 1_100_000_000;
                while (System.nanoTime() < until) {
                    LockSupport.parkNanos(until - System.nanoTime());
                }
                live.update(state);
                assertEquals(before + 1, drawn[0]);
            }
        });
    }

    @Test
    void aClaimThatDoesNotHoldStopsOnlyStrictNotebooks() {
        assertTrue(printed(() -> Claim.check(true, "1 < 2", true)).startsWith("Holds: 1 < 2"));
        assertTrue(printed(() -> Claim.check(false, "2 < 1", false)).startsWith("Does not hold here: 2 < 1"));
        String message = assertThrows(Claim.Failed.class, () -> printed(() -> Claim.check(false, "2 < 1", true)))
                .getMessage();
        assertTrue(message.contains("2 < 1"), message);
    }

    @Test
    void comparisonsAndSharesAreJudgedByTheirIntervals() {
        double[] low = {1, 2, 3, 2, 1, 3};
        double[] high = {11, 12, 13, 12, 11, 13};
        assertTrue(printed(() -> Claim.above(high, low, "high beats low"))
                .startsWith("Holds: high beats low (difference 10.0 ["));
        assertTrue(printed(() -> Claim.above(low, high, "low beats high")).startsWith("Does not hold here"));
        assertTrue(printed(() -> Claim.above(low, low, "low beats itself")).startsWith("Does not hold here"));
        assertEquals(
                "Holds: most pass (16 of 20 seeds; of all seeds 58% to 92%)",
                printed(() -> Claim.most(16, 20, "most pass")).strip());
        assertTrue(printed(() -> Claim.most(12, 20, "most pass")).startsWith("Does not hold here"));
    }

    @Test
    void aNoteSaysItInWordsAndEscapes() {
        Note note = new Note(Note.Kind.BAD, "Does not hold here:", "a < b & c");
        String html = (String) note.mimeBundle(Frontend.LAB).get("text/html");
        assertTrue(html.contains("Does not hold here:</b> a &lt; b &amp; c"), html);
        assertEquals(Map.of("text/plain", "Does not hold here: a < b & c"), note.mimeBundle(Frontend.RENDER));
    }

    @Test
    void anEpisodeHasOneObservationMoreThanActions() {
        Episode<float[]> episode = Episode.play(CartPole.v1(), state -> state[2] > 0 ? 1 : 0, 3);
        assertEquals(episode.observations().size(), episode.length() + 1);
        assertEquals(episode.total(), episode.length());
        assertTrue(EpisodePlayer.titled("t")
                .episode("late", episode, CartPoleScene::of)
                .describe()
                .contains("late, " + episode.length() + " steps"));
    }
}
