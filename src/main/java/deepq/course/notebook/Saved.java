package deepq.course.notebook;

import deepq.course.view.Html;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Results that would take too long in a notebook, in a table that comes with it. The notebook says which command made
 * it.
 */
public final class Saved {
    private Saved() {}

    /**
     * The rows of a table of numbers by what stands in its first column; that column is left out, and so is the line
     * of headings. The maps and lists are new, so that a notebook can add its own.
     *
     * @param file such as {@code "recipes.csv"}
     */
    public static Map<String, List<double[]>> read(String file) {
        Map<String, List<double[]>> rows = new LinkedHashMap<>();
        for (String line : Html.resource(Saved.class, file).lines().skip(1).toList()) {
            String[] cells = line.split(",");
            double[] numbers = Arrays.stream(cells)
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            rows.computeIfAbsent(cells[0], name -> new ArrayList<>()).add(numbers);
        }
        return rows;
    }
}
