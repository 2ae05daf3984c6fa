package deepq.course.view;

import java.util.ArrayList;
import java.util.List;

/**
 * MountainCar as Gymnasium draws it (mountain_car.py, render): 600 x 400 pixels for positions -1.2 to 0.6, a flag at
 * 0.5.
 */
public final class MountainCarScene {
    private static final double SCALE = 600 / 1.8;

    private MountainCarScene() {}

    /** @param observation position and velocity */
    public static Scene of(float[] observation) {
        Check.observation("MountainCar", 2, observation);
        List<Shape> shapes = new ArrayList<>();
        int pieces = 60;
        for (int i = 0; i < pieces; i++) {
            double left = -1.2 + 1.8 * i / pieces;
            double right = -1.2 + 1.8 * (i + 1) / pieces;
            shapes.add(new Shape.Line(x(left), y(left), x(right), y(right), 2, "#000000"));
        }
        shapes.add(new Shape.Line(x(0.5), y(0.5), x(0.5), y(0.5) - 50, 1.5, "#000000"));
        shapes.add(new Shape.Polygon("#CCCC00", x(0.5), y(0.5) - 50, x(0.5), y(0.5) - 40, x(0.5) + 25, y(0.5) - 45));
        double position = observation[0];
        double slope = StrictMath.cos(3 * position);
        double cosine = StrictMath.cos(slope);
        double sine = StrictMath.sin(slope);
        double[] corners = {-20, 0, -20, 20, 20, 20, 20, 0};
        double[] car = new double[8];
        for (int i = 0; i < 8; i += 2) {
            car[i] = x(position) + corners[i] * cosine - corners[i + 1] * sine;
            car[i + 1] = y(position) - 10 - corners[i] * sine - corners[i + 1] * cosine;
        }
        shapes.add(new Shape.Polygon("#000000", car));
        for (int side = -1; side <= 1; side += 2) {
            shapes.add(new Shape.Circle(
                    x(position) + side * 10 * cosine, y(position) - 10 - side * 10 * sine, 8, "#808080"));
        }
        String words = "MountainCar: position %.2f, velocity %.3f; the flag is at 0.5.";
        return new Scene(600, 400, shapes, Text.format(words, observation[0], observation[1]));
    }

    private static double x(double position) {
        return (position + 1.2) * SCALE;
    }

    private static double y(double position) {
        return 400 - (StrictMath.sin(3 * position) * 0.45 + 0.55) * SCALE;
    }
}
