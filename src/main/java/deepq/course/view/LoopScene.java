package deepq.course.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An algorithm as a loop of boxes, each with its line of code beside it, an arrow from each to the next and one from the last back to the first.
 *
 * <pre>{@code
 * LoopScene.titled("Q-learning").step("act", "step = game.step(a);").step("learn", "q.update(s, a, step);").scene()
 * }</pre>
 */
public record LoopScene(String title, List<Box> boxes) {
    private static final int WIDTH = 630;
    private static final int ROW = 58;
    private static final int TOP = 50;
    private static final String INK = "#333333";

    record Box(String words, String code) {
        Box {
            Check.text("The words of a step", words);
            Check.text("The code of a step", code);
        }
    }

    public LoopScene {
        Check.text("The title of a loop", title);
        boxes = List.copyOf(boxes);
    }

    public static LoopScene titled(String title) {
        return new LoopScene(title, List.of());
    }

    /** With one box more: what is done, in a few words, and the line of code that does it. */
    public LoopScene step(String words, String code) {
        return new LoopScene(title, Check.append(boxes, new Box(words, code)));
    }

    public Scene scene() {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(new Shape.Label(WIDTH / 2.0, 22, 20, INK, title));
        for (int i = 0; i < boxes.size(); i++) {
            double y = TOP + ROW * i;
            shapes.add(Shape.Polygon.rectangle("#CFE3F1", 40, y, 200, 38));
            shapes.add(Shape.Polygon.rectangle("#F3F3F3", 250, y, 370, 38));
            shapes.add(new Shape.Label(140, y + 19, 15, INK, boxes.get(i).words));
            shapes.add(new Shape.Label(435, y + 19, 14, INK, boxes.get(i).code));
            if (i > 0) {
                shapes.add(new Shape.Line(140, y - 20, 140, y - 8, 2, INK));
                shapes.add(new Shape.Polygon(INK, 134, y - 9, 146, y - 9, 140, y));
            }
        }
        double first = TOP + 19;
        double last = TOP + ROW * (boxes.size() - 1) + 19;
        shapes.add(new Shape.Line(40, last, 14, last, 2, INK));
        shapes.add(new Shape.Line(15, last, 15, first, 2, INK));
        shapes.add(new Shape.Line(14, first, 32, first, 2, INK));
        shapes.add(new Shape.Polygon(INK, 31, first - 6, 31, first + 6, 40, first));
        String description = title + ", again and again: "
                + boxes.stream().map(box -> box.words + ": " + box.code).collect(Collectors.joining(" Then "));
        return new Scene(WIDTH, TOP + ROW * boxes.size(), shapes, description);
    }
}
