package deepq.course.view;

import java.util.List;
import java.util.Locale;

/** Acrobot as Gymnasium draws it (acrobot.py, render): two links hanging from the middle; the tip is to rise above the line. */
public final class AcrobotScene {
    private static final double SCALE = 500 / 4.4;

    private AcrobotScene() {}

    /** @param observation cosine and sine of the first angle (0 hangs down), of the second (relative to the first link), both angular velocities */
    public static Scene of(float[] observation) {
        if (observation.length != 6) {
            throw new IllegalArgumentException(
                    "An observation of Acrobot has 6 numbers, this one " + observation.length + ".");
        }
        double cosine = observation[0];
        double sine = observation[1];
        double elbowX = 250 + sine * SCALE;
        double elbowY = 250 + cosine * SCALE;
        double tipX = elbowX + (sine * observation[2] + cosine * observation[3]) * SCALE;
        double tipY = elbowY + (cosine * observation[2] - sine * observation[3]) * SCALE;
        return new Scene(
                500,
                500,
                List.of(
                        new Shape.Line(0, 250 - SCALE, 500, 250 - SCALE, 1, "#000000"),
                        new Shape.Line(250, 250, elbowX, elbowY, 0.2 * SCALE, "#00CCCC"),
                        new Shape.Line(elbowX, elbowY, tipX, tipY, 0.2 * SCALE, "#00CCCC"),
                        new Shape.Circle(250, 250, 0.1 * SCALE, "#CCCC00"),
                        new Shape.Circle(elbowX, elbowY, 0.1 * SCALE, "#CCCC00")),
                String.format(
                        Locale.ROOT,
                        "Acrobot: the tip is %.2f links above the axle; 1 is the goal.",
                        (250 - tipY) / SCALE));
    }
}
