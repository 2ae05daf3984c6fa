package deepq.course.view;

import deepq.random.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Breakout as it is pleasant to look at, and as its raw screen. */
public final class BreakoutScene {
    private static final int CELLS = 10;
    private static final String GROUND = "#131A2B";
    private static final String[] BRICKS = {"#E05A4A", "#E89A3C", "#4FB06D"};
    private static final String[] BRICKS_TOP = {"#EE8A7C", "#F3BC78", "#84CD9B"};
    private static final String PADDLE = "#6AB4F0";
    private static final String BALL = "#FFFFFF";

    private BreakoutScene() {}

    /** 400 pixels wide and high; see {@link #of(float[], int)}. */
    public static Scene of(float[] observation) {
        return of(observation, 400);
    }

    /**
     * All scenes of a size have the same shapes, so an {@link EpisodePlayer} plays them.
     *
     * @param observation of Breakout.create(), 100 numbers; of a FrameStack around it the last 100 are drawn
     * @param size width and height in pixels
     */
    public static Scene of(float[] observation, int size) {
        int first = observation.length - CELLS * CELLS;
        boolean fits = observation.length > 0 && observation.length % (CELLS * CELLS) == 0;
        String refusal =
                "An observation of Breakout has 100 numbers, or as many for each frame of a stack, this one %s.";
        Require.that(fits, refusal, observation.length);
        double side = size / (double) CELLS;
        List<Shape> shapes = new ArrayList<>();
        shapes.add(Shape.Polygon.rectangle(GROUND, 0, 0, size, size));
        int ball = 0;
        int paddle = -1;
        int bricks = 0;
        double joint = 0.06 * side;
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            float light = observation[first + cell];
            int row = cell / CELLS;
            double x = cell % CELLS * side;
            double y = row * side;
            if (light > 0.7) {
                ball = cell;
            } else if (row == CELLS - 1 && light > 0.2 && paddle < 0) {
                paddle = cell % CELLS;
            }
            if (row >= 2 && row <= 4) {
                boolean stands = light > 0.2 && light <= 0.7;
                bricks += stands ? 1 : 0;
                String color = stands ? BRICKS[row - 2] : GROUND;
                String top = stands ? BRICKS_TOP[row - 2] : GROUND;
                shapes.add(Shape.Polygon.rectangle(color, x + joint, y + joint, side - 2 * joint, side - 2 * joint));
                shapes.add(Shape.Polygon.rectangle(top, x + joint, y + joint, side - 2 * joint, 0.14 * side));
            }
        }
        double thick = 0.22 * side; // half of the paddle
        double middle = (CELLS - 1) * side + 0.06 * side + thick;
        double left = paddle * side + thick + joint;
        double right = (paddle + 2) * side - thick - joint;
        shapes.add(new Shape.Circle(left, middle, thick, PADDLE));
        shapes.add(new Shape.Circle(right, middle, thick, PADDLE));
        shapes.add(Shape.Polygon.rectangle(PADDLE, left, middle - thick, right - left, 2 * thick));
        shapes.add(new Shape.Circle((ball % CELLS + 0.5) * side, (ball / CELLS + 0.5) * side, 0.34 * side, BALL));
        String description = "Breakout: " + bricks + (bricks == 1 ? " brick" : " bricks") + ", the ball in row "
                + (ball / CELLS + 1) + " and column " + (ball % CELLS + 1) + " of 10, the paddle in columns "
                + (paddle + 1) + " and " + (paddle + 2) + ".";
        return new Scene(size, size, shapes, description);
    }

    /**
     * A screen in color, pixel by pixel.
     *
     * @param pixels of Breakout.inColor(): 80 x 80 x 3 numbers from 0 to 255
     */
    public static Scene screen(float[] pixels) {
        int pixelsInRow = (int) Math.round(Math.sqrt(pixels.length / 3.0));
        boolean square = pixels.length > 0 && 3 * pixelsInRow * pixelsInRow == pixels.length;
        String refusal = "A square screen in color has three numbers for each of its pixels, not %s in all.";
        Require.that(square, refusal, pixels.length);
        int[] colors = IntStream.range(0, pixels.length / 3)
                .map(i -> ScreenScene.level(pixels[3 * i]) << 16
                        | ScreenScene.level(pixels[3 * i + 1]) << 8
                        | ScreenScene.level(pixels[3 * i + 2]))
                .toArray();
        String description = "A screen in color, " + pixelsInRow + " x " + pixelsInRow + " pixels.";
        return ScreenScene.of(colors, pixelsInRow, Math.max(1, 400 / pixelsInRow), 0, "#000000", description);
    }
}
