package deepq.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.random.Pcg64;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules one by one, from states that are set up by hand, then whole episodes. */
class BreakoutTest {
    private static final int LEFT = 0;
    private static final int STAY = 1;
    private static final int RIGHT = 2;

    // Of a state.
    private static final int ROW = 0;
    private static final int COLUMN = 1;
    private static final int PADDLE = 4;
    private static final int WALL = 5;

    private final Environment<float[]> limited = Breakout.create();
    private final Simulation game = simulation(limited);

    private static Simulation simulation(Environment<float[]> limited) {
        return (Simulation) ((Wrapper<float[]>) limited).inner();
    }

    /** Row, column and direction of the ball; column of the paddle's left half; row and column of each brick. */
    private static double[] state(String ball, int paddle, String bricks) {
        double[] state = Arrays.copyOf(numbers(ball), WALL + 30);
        state[PADDLE] = paddle;
        double[] cells = numbers(bricks);
        for (int i = 0; i < cells.length; i += 2) {
            state[brick((int) cells[i], (int) cells[i + 1])] = 1;
        }
        return state;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" +")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double[] mirrored(double[] state) {
        double[] mirrored = state.clone();
        mirrored[COLUMN] = 9 - state[COLUMN];
        mirrored[3] = -state[3];
        mirrored[PADDLE] = 8 - state[PADDLE];
        for (int i = 0; i < 30; i++) {
            mirrored[WALL + i] = state[WALL + i - i % 10 + 9 - i % 10];
        }
        return mirrored;
    }

    private static int brick(int row, int column) {
        return WALL + (row - 2) * 10 + column;
    }

    private static int bricks(double[] state) {
        return (int) Arrays.stream(state, WALL, WALL + 30).sum();
    }

    /** Each of them in a mirror, too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # ball    | paddle | bricks      | the ball, and the bricks, a step later
            6 5 -1  1 | 4      | 2 0         | 5 6 -1  1 | 2 0 # nothing is in the way
            6 5  1  1 | 4      | 2 0         | 7 6  1  1 | 2 0
            6 9 -1  1 | 4      | 2 0         | 5 9 -1 -1 | 2 0 # a side wall: it stays in its column
            6 9  1  1 | 4      | 2 0         | 7 9  1 -1 | 2 0
            0 4 -1  1 | 4      | 2 0         | 0 5  1  1 | 2 0 # the ceiling: it stays in its row
            0 9 -1  1 | 4      | 2 0         | 0 9  1 -1 | 2 0 # an upper corner: it stays, and goes back
            3 5 -1  1 | 4      | 2 6 2 5     | 3 6  1  1 | 2 5 # a brick ahead is removed, the one beside it stays
            4 5 -1  1 | 4      | 3 6 3 5     | 4 6  1  1 | 3 5
            5 5 -1  1 | 4      | 4 6 4 5     | 5 6  1  1 | 4 5
            1 5  1  1 | 4      | 2 6 2 5     | 1 6 -1  1 | 2 5
            2 5  1  1 | 4      | 3 6 3 5     | 2 6 -1  1 | 3 5
            3 5  1  1 | 4      | 4 6 4 5     | 3 6 -1  1 | 4 5
            3 5 -1  1 | 4      | 2 6 3 6 2 4 | 3 5  1 -1 | 2 4 # an inner corner: both are removed, a third one stays
            3 5  1  1 | 4      | 4 6 3 6 4 4 | 3 5 -1 -1 | 4 4
            5 9 -1  1 | 4      | 4 9 4 8     | 5 9  1 -1 | 4 8 # between side wall and brick it goes back
            3 9 -1  1 | 4      | 2 9 2 8     | 3 9  1 -1 | 2 8
            8 4  1  1 | 5      | 2 0         | 8 5 -1 -1 | 2 0 # the left half of the paddle sends it back
            8 5  1 -1 | 4      | 2 0         | 8 4 -1 -1 | 2 0 # or lets it fly on
            8 0  1 -1 | 0      | 2 0         | 8 0 -1 -1 | 2 0 # a lower corner: it stays, and flies up along the wall
            8 5  1  1 | 4      | 2 0         | 9 6  1  1 | 2 0 # lost, although the paddle was below it
            8 3  1  1 | 5      | 2 0         | 9 4  1  1 | 2 0
            8 4  1 -1 | 4      | 2 0         | 9 3  1 -1 | 2 0
            8 9  1  1 | 7      | 2 0         | 9 9  1 -1 | 2 0
            # bricks elsewhere around it do not matter
            3 5 -1  1 | 4      | 2 4 2 5 3 4 3 6 4 4 4 5 4 6 | 2 6 -1  1 | 2 4 2 5 3 4 3 6 4 4 4 5 4 6
            """)
    void whatTheBallMeetsTurnsIt(String ball, int paddle, String bricks, String after, String left) {
        double[] before = state(ball, paddle, bricks);
        double[] expected = state(after, paddle, left.replaceAll(" *#.*", ""));
        for (UnaryOperator<double[]> seen : List.<UnaryOperator<double[]>>of(state -> state, BreakoutTest::mirrored)) {
            game.resetTo(seen.apply(before));
            Step<float[]> step = game.step(STAY);
            assertArrayEquals(seen.apply(expected), game.state());
            assertEquals(bricks(before) - bricks(expected), step.reward());
            assertEquals(expected[ROW] == 9, step.terminated());
            assertFalse(step.truncated());
        }
    }

    @Test
    void thePaddleMovesBeforeTheBall() {
        game.resetTo(state("8 5 1 1", 4, "2 0")); // to column 6; the paddle is at 4 and 5
        assertFalse(game.step(RIGHT).terminated());
        game.resetTo(state("8 5 1 1", 4, "2 0"));
        assertTrue(game.step(STAY).terminated());
        game.resetTo(state("8 4 1 1", 4, "2 0")); // to column 5, from where the paddle goes away
        assertTrue(game.step(LEFT).terminated());
    }

    @Test
    void theBricksComeBackWhenThePaddleReturnsTheBallAndNoneIsLeft() {
        game.resetTo(state("5 2 -1 1", 4, "4 3"));
        assertEquals(1, game.step(STAY).reward()); // to (5, 3)
        for (int i = 0; i < 3; i++) {
            game.step(RIGHT); // to (8, 6)
            assertEquals(0, bricks(game.state()));
        }
        assertEquals(0, game.step(STAY).reward());
        assertEquals(30, bricks(game.state()));
        assertArrayEquals(new double[] {8, 7, -1, -1}, Arrays.copyOf(game.state(), 4));
    }

    @Test
    void theBallIsServedAnywhereBetweenBricksAndPaddle() {
        Set<String> serves = new HashSet<>();
        game.reset(0);
        for (int i = 0; i < 2_000; i++) {
            double[] state = game.state();
            assertEquals(30, bricks(state));
            assertEquals(4, state[PADDLE]);
            assertEquals(-1, state[2]);
            assertTrue(state[ROW] >= 5 && state[ROW] <= 8);
            serves.add(Arrays.toString(Arrays.copyOf(state, 4)));
            game.reset();
        }
        assertEquals(4 * 10 * 2, serves.size());
    }

    @Test
    void everyServeCanBeReturned() {
        for (int row = 5; row <= 8; row++) {
            for (int column = 0; column < 10; column++) {
                for (int right : new int[] {-1, 1}) {
                    double[] serve = state(row + " " + column + " -1 " + right, 4, "2 0");
                    Arrays.fill(serve, WALL, WALL + 30, 1);
                    assertTrue(
                            IntStream.rangeClosed(-4, 4).anyMatch(cells -> returned(serve, cells)),
                            "served at " + row + ", " + column + ", to " + right);
                }
            }
        }
    }

    /** Whether the ball comes back up if the paddle moves so many cells to the right at once, and then waits. */
    private boolean returned(double[] serve, int cells) {
        game.resetTo(serve);
        boolean fell = false;
        for (int step = 0; ; step++) {
            if (game.step(step >= Math.abs(cells) ? STAY : cells < 0 ? LEFT : RIGHT)
                    .terminated()) {
                return false;
            }
            boolean falls = game.state()[2] == 1;
            if (fell && !falls) {
                return true;
            }
            fell = falls;
        }
    }

    /** Brings the half of the paddle that is nearer below the ball. */
    private static int following(double[] state) {
        double ahead = Math.min(Math.max(state[COLUMN] + state[3], 0), 9);
        return ahead < state[PADDLE] ? LEFT : ahead > state[PADDLE] + 1 ? RIGHT : STAY;
    }

    @Test
    void tenThousandRandomEpisodesKeepTheRules() {
        Pcg64 random = new Pcg64(1);
        limited.reset(0);
        int score = 0;
        for (int episode = 0; episode < 10_000; episode++) {
            score += episode(state -> random.integers(3));
        }
        assertEquals(13_431, score);
    }

    @Test
    void longEpisodesKeepTheRulesToo() {
        Pcg64 random = new Pcg64(2);
        limited.reset(1);
        double best = 0;
        for (int episode = 0; episode < 100; episode++) {
            best = Math.max(best, episode(state -> random.random() < 0.01 ? random.integers(3) : following(state)));
        }
        assertTrue(best > 100, "the wall came back some times: " + best);
    }

    /** Plays one episode, checks each step, and returns its score. */
    private int episode(ToIntFunction<double[]> policy) {
        float[] observation = limited.reset();
        double[] before = game.state();
        int score = 0;
        for (int steps = 1; ; steps++) {
            assertArrayEquals(shown(before), observation, 1e-6f);
            int action = policy.applyAsInt(before);
            Step<float[]> step = limited.step(action);
            observation = step.observation();
            double[] after = game.state();
            assertTrue(after[ROW] >= 0 && after[ROW] <= 9 && after[COLUMN] >= 0 && after[COLUMN] <= 9, "inside");
            for (int i = 0; i < 2; i++) {
                double moved = after[i] - before[i];
                assertTrue(moved == 0 || moved == after[2 + i] || moved == before[2 + i], "one row and one column");
            }
            assertTrue(Math.abs(after[PADDLE] - before[PADDLE]) <= 1 && after[PADDLE] >= 0 && after[PADDLE] <= 8);
            boolean within = after[ROW] >= 2 && after[ROW] <= 4;
            assertTrue(!within || after[brick((int) after[ROW], (int) after[COLUMN])] == 0, "never in a brick");
            boolean back = bricks(before) == 0 && bricks(after) == 30;
            assertTrue(back || bricks(before) - bricks(after) == step.reward(), "a point for a brick");
            assertTrue(!back || step.reward() == 0 && after[ROW] == 8);
            assertEquals(after[ROW] == 9, step.terminated());
            assertEquals(steps == 2_000, step.truncated());
            score += (int) step.reward();
            if (step.ended()) {
                return score;
            }
            before = after;
        }
    }

    /**
     * Of the three rows of bricks, the paddle and the ball: bright pixels of 64, times the brightness of their color.
     */
    private static final float[] BRIGHTNESS = {
        light(49, 0xE0, 0x5A, 0x4A),
        light(49, 0xE8, 0x9A, 0x3C),
        light(49, 0x4F, 0xB0, 0x6D),
        light(38, 0x6A, 0xB4, 0xF0),
        light(52, 255, 255, 255)
    };

    private static float light(int pixels, int red, int green, int blue) {
        return (float) (pixels * (0.299 * red + 0.587 * green + 0.114 * blue) / (64 * 255));
    }

    private static float[] shown(double[] state) {
        float[] shown = new float[100];
        for (int row = 2; row <= 4; row++) {
            for (int column = 0; column < 10; column++) {
                shown[10 * row + column] = state[brick(row, column)] == 1 ? BRIGHTNESS[row - 2] : 0;
            }
        }
        shown[90 + (int) state[PADDLE]] = BRIGHTNESS[3];
        shown[91 + (int) state[PADDLE]] = BRIGHTNESS[3];
        shown[10 * (int) state[ROW] + (int) state[COLUMN]] = BRIGHTNESS[4];
        return shown;
    }

    /** Grey by ITU-R BT.601, then the mean of each 8 x 8 square. */
    private static float[] small(float[] screen) {
        double[] sums = new double[100];
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 80; x++) {
                int at = 3 * (80 * y + x);
                double grey = 0.299 * screen[at] + 0.587 * screen[at + 1] + 0.114 * screen[at + 2];
                sums[10 * (y / 8) + x / 8] += grey / 255;
            }
        }
        float[] small = new float[100];
        for (int i = 0; i < 100; i++) {
            small[i] = (float) (sums[i] / 64);
        }
        return small;
    }

    @Test
    void theScreenMadeGreyAndSmallIsTheObservation() {
        Environment<float[]> color = Breakout.inColor();
        Pcg64 random = new Pcg64(3);
        assertArrayEquals(limited.reset(9), small(color.reset(9)), 1e-6f);
        for (int i = 0; i < 200; i++) {
            int action = random.integers(3);
            Step<float[]> one = limited.step(action);
            Step<float[]> other = color.step(action);
            assertArrayEquals(one.observation(), small(other.observation()), 1e-6f);
            assertEquals(one.reward(), other.reward());
            assertEquals(one.ended(), other.ended());
            if (one.ended()) {
                assertArrayEquals(limited.reset(), small(color.reset()), 1e-6f);
            }
        }
    }
}
