package deepq.course.view;

import java.util.List;

/** CartPole as Gymnasium draws it (cartpole.py, render): 600 x 400 pixels for 4.8 meters of track. */
public final class CartPoleScene {
    private static final double PIXELS_PER_METER = 600 / 4.8;
    private static final double TRACK = 300;
    private static final double AXLE = TRACK - 7.5;

    private CartPoleScene() {}

    /**
     * @param observation cart position in meters, its velocity, pole angle in radians (positive to the right), its
     * velocity
     */
    public static Scene of(float[] observation) {
        Check.observation("CartPole", 4, observation);
        double x = 300 + observation[0] * PIXELS_PER_METER;
        double sine = StrictMath.sin(observation[2]);
        double cosine = StrictMath.cos(observation[2]);
        String description = Text.format(
                "CartPole: the cart at %.2f m, the pole leaning %.1f degrees to the %s.",
                observation[0], Math.abs(Math.toDegrees(observation[2])), observation[2] < 0 ? "left" : "right");
        return new Scene(
                600,
                400,
                List.of(
                        new Shape.Line(0, TRACK, 600, TRACK, 1, "#000000"),
                        Shape.Polygon.rectangle("#000000", x - 25, TRACK - 15, 50, 30),
                        new Shape.Line(
                                x - 5 * sine, AXLE + 5 * cosine, x + 120 * sine, AXLE - 120 * cosine, 10, "#CA9865"),
                        new Shape.Circle(x, AXLE, 5, "#8184CB")),
                description);
    }
}
