package deepq.env;

import deepq.random.Pcg64;
import java.util.Arrays;

/**
 * A wall of bricks, a ball and a paddle: the game of Atari (1976), here on 10 x 10 cells and by rules of our own, so
 * small that an agent learns it from its screen within a minute.
 *
 * <p>Rows count from the top and columns from the left, both from 0. Three rows of ten bricks stand in the rows 2 to
 * 4, the paddle moves in row 9 and is two cells wide, the ball is one cell large.
 *
 * <ul>
 *   <li>State: row and column of the ball, its direction (1 or -1 down, 1 or -1 to the right), column of the paddle's
 *       left half, and 1 for each brick that stands or 0, row by row.
 *   <li>Actions: 0 moves the paddle one cell to the left, 1 not at all, 2 to the right; at the wall it stays.
 *   <li>Start, the only thing that is random: the paddle in the middle (columns 4 and 5), all bricks, and the ball in
 *       any cell of the rows 5 to 8, flying up, to the left or to the right. Every such ball can be returned.
 *   <li>A step: first the paddle moves, then the ball, one row and one column. What it touches turns it around, as
 *       light is turned by a mirror: it stays in its row where it meets something above or below, in its column at a
 *       side.
 *       <ol>
 *         <li>Side walls: at the wall it stays in its column for this step and turns around horizontally.
 *         <li>Ceiling: at the ceiling it stays in its row and turns around vertically (in a corner both).
 *         <li>Bricks: one in the cell to which it would go now is removed, and the ball stays in its row and turns
 *             around vertically. If there is a brick in the cell beside it to which it would go now, that one is
 *             removed too, and the ball stays where it is and goes back.
 *         <li>Paddle: if a half of the paddle is in the cell to which it would go the ball stays in its row, above
 *             that half, and turns upward and to the side of that half: the left half sends it to the left, the right
 *             half to the right. If no brick is left at that moment, all thirty come back.
 *       </ol>
 *   <li>Reward: 1 for each brick removed in the step, so 0, 1 or 2.
 *   <li>Over when the ball is in row 9: it went past the paddle.
 *   <li>Observation: either the screen in color, 80 x 80 pixels of 3 numbers from 0 to 255, row after row, red, green
 *       and blue of a pixel beside each other; or that screen made smaller, 10 x 10 numbers from 0 to 1, row after
 *       row: each the mean brightness (0.299 red + 0.587 green + 0.114 blue, of 255; ITU-R BT.601) of the 8 x 8
 *       pixels of a cell. One picture shows everything but the ball's direction; two in a row show that too (but for
 *       the first step), see {@link FrameStack}.
 * </ul>
 */
public final class Breakout implements Dynamics {
    /** Rows and columns of the field. */
    public static final int CELLS = 10;

    /** Rows and columns of the screen in color. */
    public static final int PIXELS = 80;

    private static final int FIRST_BRICKS = 2;
    private static final int LAST_BRICKS = 4;
    private static final int BRICKS = CELLS * (LAST_BRICKS - FIRST_BRICKS + 1);
    private static final int PADDLE_ROW = CELLS - 1;

    // Where in the state what is.
    private static final int ROW = 0;
    private static final int COLUMN = 1;
    private static final int DOWN = 2;
    private static final int RIGHT = 3;
    private static final int PADDLE = 4;
    private static final int WALL = 5;

    private final boolean color;

    private Breakout(boolean color) {
        this.color = color;
    }

    /** The rules alone, seen as 10 x 10 numbers, without a time limit. */
    public static Breakout rules() {
        return new Breakout(false);
    }

    /** Breakout seen as 10 x 10 numbers from 0 to 1; at most 2,000 steps. */
    public static Environment<float[]> create() {
        return new TimeLimit<>(new Simulation(new Breakout(false)), 2_000);
    }

    /**
     * Breakout seen as its screen in color, 80 x 80 x 3 numbers from 0 to 255; at most 2,000 steps. The same game for
     * the same seed.
     */
    public static Environment<float[]> inColor() {
        return new TimeLimit<>(new Simulation(new Breakout(true)), 2_000);
    }

    @Override
    public Discrete actionSpace() {
        return new Discrete(3);
    }

    @Override
    public Box observationSpace() {
        float[] high = new float[color ? PIXELS * PIXELS * 3 : CELLS * CELLS];
        Arrays.fill(high, color ? 255 : 1);
        return new Box(new float[high.length], high);
    }

    @Override
    public double[] start(Pcg64 random) {
        double[] state = new double[WALL + BRICKS];
        state[ROW] = LAST_BRICKS + 1 + random.integers(PADDLE_ROW - LAST_BRICKS - 1);
        state[COLUMN] = random.integers(CELLS);
        state[DOWN] = -1;
        state[RIGHT] = 2 * random.integers(2) - 1;
        state[PADDLE] = CELLS / 2 - 1;
        Arrays.fill(state, WALL, WALL + BRICKS, 1);
        return state;
    }

    @Override
    public double step(double[] state, int action, Pcg64 random) {
        state[PADDLE] = Math.min(Math.max(state[PADDLE] + action - 1, 0), CELLS - 2);
        double row = state[ROW] + state[DOWN];
        double column = state[COLUMN] + state[RIGHT];
        if (column < 0 || column >= CELLS) {
            column = state[COLUMN];
            state[RIGHT] = -state[RIGHT];
        }
        if (row < 0) {
            row = state[ROW];
            state[DOWN] = 1;
        }
        double reward = 0;
        if (removesBrick(state, row, column)) {
            reward++;
            row = state[ROW];
            state[DOWN] = -state[DOWN];
            if (removesBrick(state, row, column)) {
                reward++;
                column = state[COLUMN];
                state[RIGHT] = -state[RIGHT];
            }
        }
        double half = column - state[PADDLE]; // 0 is the left one, 1 the right one
        if (row == PADDLE_ROW && (half == 0 || half == 1)) {
            row = state[ROW];
            state[DOWN] = -1;
            state[RIGHT] = 2 * half - 1;
            if (Arrays.stream(state, WALL, WALL + BRICKS).sum() == 0) {
                Arrays.fill(state, WALL, WALL + BRICKS, 1);
            }
        }
        state[ROW] = row;
        state[COLUMN] = column;
        return reward;
    }

    private static boolean removesBrick(double[] state, double row, double column) {
        if (row < FIRST_BRICKS || row > LAST_BRICKS) {
            return false;
        }
        int brick = WALL + (int) (row - FIRST_BRICKS) * CELLS + (int) column;
        boolean stands = state[brick] == 1;
        state[brick] = 0;
        return stands;
    }

    @Override
    public boolean terminated(double[] state) {
        return state[ROW] == PADDLE_ROW;
    }

    @Override
    public float[] observation(double[] state) {
        float[] screen = new float[color ? PIXELS * PIXELS * 3 : CELLS * CELLS];
        for (int brick = 0; brick < BRICKS; brick++) {
            if (state[WALL + brick] == 1) {
                int row = brick / CELLS;
                show(Sprite.BRICKS[row], FIRST_BRICKS + row, brick % CELLS, screen);
            }
        }
        int paddle = (int) state[PADDLE];
        show(Sprite.LEFT_HALF, PADDLE_ROW, paddle, screen);
        show(Sprite.RIGHT_HALF, PADDLE_ROW, paddle + 1, screen);
        show(Sprite.BALL, (int) state[ROW], (int) state[COLUMN], screen);
        return screen;
    }

    private void show(Sprite sprite, int row, int column, float[] screen) {
        if (color) {
            sprite.draw(screen, row, column);
        } else {
            screen[row * CELLS + column] = sprite.brightness;
        }
    }

    /** What fills a cell: 8 x 8 pixels, of one color where the bits are set and black elsewhere. */
    private static final class Sprite {
        private static final int SIZE = PIXELS / CELLS;

        private static final long BRICK = 0xFEFEFEFE_FEFEFE00L; // its last column and last row are the joint
        static final Sprite[] BRICKS = {
            new Sprite(0xE0_5A_4A, BRICK), new Sprite(0xE8_9A_3C, BRICK), new Sprite(0x4F_B0_6D, BRICK)
        };
        static final Sprite LEFT_HALF = new Sprite(0x6A_B4_F0, 0x7FFFFFFF_7F000000L);
        static final Sprite RIGHT_HALF = new Sprite(0x6A_B4_F0, 0xFEFFFFFF_FE000000L);
        static final Sprite BALL = new Sprite(0xFF_FF_FF, 0x3C7EFFFF_FFFF7E3CL);

        private final int red;
        private final int green;
        private final int blue;
        private final long bits;
        final float brightness;

        /** @param bits of each row 8, the first row and the first column highest */
        Sprite(int color, long bits) {
            red = color >> 16;
            green = color >> 8 & 255;
            blue = color & 255;
            this.bits = bits;
            double light = (299 * red + 587 * green + 114 * blue) / 1000.0;
            brightness = (float) (Long.bitCount(bits) * light / (SIZE * SIZE * 255));
        }

        void draw(float[] screen, int row, int column) {
            for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
                int y = row * SIZE + pixel / SIZE;
                int x = column * SIZE + pixel % SIZE;
                int at = 3 * (y * PIXELS + x);
                boolean set = (bits >>> SIZE * SIZE - 1 - pixel & 1) == 1;
                screen[at] = set ? red : 0;
                screen[at + 1] = set ? green : 0;
                screen[at + 2] = set ? blue : 0;
            }
        }
    }
}
