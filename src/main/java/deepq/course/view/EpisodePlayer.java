package deepq.course.view;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Episodes to be watched side by side: a player in the page (play, pause, slider, speed), and where scripts do not
 * run a strip of five moments of each.
 *
 * <pre>{@code
 * EpisodePlayer.titled("CartPole").episode("early", early, CartPoleScene::of).episode("late", late, CartPoleScene::of)
 * }</pre>
 *
 * The scenes of a player are alike: the same size, and the same shapes in the same order, of which only places,
 * colors and texts change.
 */
public record EpisodePlayer(String title, List<Track> tracks, double framesPerSecond) implements Picture {
    record Track(String name, List<Scene> scenes) {
        Track {
            Check.text("The name of an episode", name);
            if (scenes.isEmpty()) {
                throw new IllegalArgumentException(
                        "The episode \"" + name + "\" has no scenes: there is nothing to play.");
            }
        }
    }

    public EpisodePlayer {
        Check.text("The title of a player", title);
        if (!(framesPerSecond > 0 && framesPerSecond <= 100)) {
            throw new IllegalArgumentException(
                    framesPerSecond + " frames a second: it must be above 0 and at most 100.");
        }
        List<String> first =
                tracks.isEmpty() ? null : kinds(tracks.get(0).scenes.get(0));
        for (Track track : tracks) {
            for (Scene scene : track.scenes) {
                if (!kinds(scene).equals(first)) {
                    throw new IllegalArgumentException(
                            "The scenes of a player must have the same size and the same shapes in the same "
                                    + "order; in \""
                                    + track.name + "\" one differs: " + kinds(scene) + " instead of " + first + ".");
                }
            }
        }
    }

    /**
     * A player without episodes yet, at 50 frames a second: CartPole in its own time. What would be over in a moment
     * is played slowly.
     */
    public static EpisodePlayer titled(String title) {
        return new EpisodePlayer(title, List.of(), 50);
    }

    /** With one episode more, beside the others. */
    public EpisodePlayer episode(String name, List<Scene> scenes) {
        return new EpisodePlayer(title, Check.append(tracks, new Track(name, List.copyOf(scenes))), framesPerSecond);
    }

    /**
     * With one episode more, drawn from its observations, such as an Episode has:
     * {@code .episode("late", episode, CartPoleScene::of)}.
     */
    public <S> EpisodePlayer episode(String name, Iterable<? extends S> observations, Function<S, Scene> draw) {
        return episode(
                name,
                StreamSupport.stream(observations.spliterator(), false)
                        .<Scene>map(draw::apply)
                        .toList());
    }

    /** At most 100. */
    public EpisodePlayer framesPerSecond(double frames) {
        return new EpisodePlayer(title, tracks, frames);
    }

    @Override
    public String describe() {
        return title + ": "
                + tracks.stream()
                        .map(track -> track.name + ", " + (track.scenes.size() - 1) + " steps, at the end: "
                                + track.scenes.get(track.scenes.size() - 1).description())
                        .collect(Collectors.joining(" "));
    }

    @Override
    public int width() {
        return Math.max(320, Math.min(1080, tracks.size() * (last().width() + 20) - 20));
    }

    /** The last scene, in whose place the script puts the player. */
    @Override
    public String html() {
        return Html.upgraded("", last().html(), "player.js", compact());
    }

    private Scene last() {
        if (tracks.isEmpty()) {
            throw new IllegalStateException(
                    "The player \"" + title + "\" has no episode: add .episode(\"name\", scenes).");
        }
        List<Scene> scenes = tracks.get(tracks.size() - 1).scenes;
        return scenes.get(scenes.size() - 1);
    }

    /**
     * What the page's script gets: each scene is a row of whole numbers (tenths of a pixel, colors, numbers of
     * texts). The first row is stored; of the others only the columns that change, as differences, and columns that
     * change alike (the cart's corners) once.
     */
    Map<String, Object> compact() {
        List<String> texts = new ArrayList<>();
        List<Map<String, Object>> films = new ArrayList<>();
        for (Track track : tracks) {
            List<int[]> rows =
                    track.scenes.stream().map(scene -> numbers(scene, texts)).toList();
            Map<List<Integer>, List<Integer>> columns = new LinkedHashMap<>();
            for (int column = 0; column < rows.get(0).length; column++) {
                int c = column;
                List<Integer> changes = IntStream.range(1, rows.size())
                        .mapToObj(i -> rows.get(i)[c] - rows.get(i - 1)[c])
                        .toList();
                if (changes.stream().anyMatch(change -> change != 0)) {
                    columns.computeIfAbsent(changes, key -> new ArrayList<>()).add(column);
                }
            }
            Map<String, Object> film = new LinkedHashMap<>();
            film.put("name", track.name);
            film.put("alt", track.scenes.get(track.scenes.size() - 1).description());
            film.put("length", rows.size());
            film.put("first", rows.get(0));
            film.put("columns", columns.values());
            film.put("changes", columns.keySet());
            films.add(film);
        }
        List<String> kinds = kinds(last());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("title", title);
        all.put("box", width());
        all.put("paper", last().onPaper());
        all.put("width", last().width());
        all.put("height", last().height());
        all.put("kinds", kinds.subList(1, kinds.size()));
        all.put("texts", texts);
        all.put("tracks", films);
        all.put("fps", framesPerSecond);
        return all;
    }

    /** The size, then one word for each shape: L(ine), C(ircle), T(ext), or P and the number of corners. */
    private static List<String> kinds(Scene scene) {
        List<String> kinds = new ArrayList<>();
        kinds.add(scene.width() + "x" + scene.height());
        for (Shape shape : scene.shapes()) {
            kinds.add(
                    shape instanceof Shape.Polygon p
                            ? "P" + p.points().length / 2
                            : shape instanceof Shape.Line ? "L" : shape instanceof Shape.Circle ? "C" : "T");
        }
        return kinds;
    }

    /** Of each shape its color, then (of a text) its number, then its tenths of pixels. */
    private static int[] numbers(Scene scene, List<String> texts) {
        List<Integer> row = new ArrayList<>();
        for (Shape shape : scene.shapes()) {
            row.add(Color.decode(shape.color()).getRGB() & 0xFFFFFF);
            if (shape instanceof Shape.Label label) {
                if (!texts.contains(label.text())) {
                    texts.add(label.text());
                }
                row.add(texts.indexOf(label.text()));
            }
            Arrays.stream(shape.numbers()).forEach(place -> row.add((int) Math.round(10 * place)));
        }
        return row.stream().mapToInt(Integer::intValue).toArray();
    }
}
