package deepq.course.view;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Episodes to be watched: a player in the page (play, pause, slider, speed, choice of the episode), and an animated PNG where scripts do not run.
 *
 * <pre>{@code
 * EpisodePlayer.titled("CartPole").episode("before training", before).episode("after training", after)
 * }</pre>
 *
 * The scenes of a player are alike: the same size, and the same shapes in the same order, of which only places, colours and texts change.
 */
public record EpisodePlayer(String title, List<Episode> episodes, double framesPerSecond) implements Picture {
    private static final int LARGEST_FILE = 150_000;
    private static final int MOST_FRAMES = 100;
    private static final int HEADER = 36;
    private static final int FOOTER = 6;
    private static final double HOLD_SECONDS = 0.8;

    record Episode(String name, List<Scene> scenes) {
        Episode {
            Check.text("The name of an episode", name);
            scenes = List.copyOf(scenes);
            if (scenes.isEmpty()) {
                throw new IllegalArgumentException(
                        "The episode \"" + name + "\" has no scenes: there is nothing to play.");
            }
        }
    }

    public EpisodePlayer {
        Check.text("The title of a player", title);
        episodes = List.copyOf(episodes);
        if (!(framesPerSecond > 0 && framesPerSecond <= 100)) {
            throw new IllegalArgumentException(
                    framesPerSecond + " frames a second: it must be above 0 and at most 100.");
        }
        List<String> first = null;
        for (Episode episode : episodes) {
            for (Scene scene : episode.scenes) {
                List<String> kinds = kinds(scene);
                first = first == null ? kinds : first;
                if (!kinds.equals(first)) {
                    throw new IllegalArgumentException(
                            "The scenes of a player must have the same size and the same shapes in the same order; in \""
                                    + episode.name + "\" one differs: " + kinds + " instead of " + first + ".");
                }
            }
        }
    }

    /** A player without episodes yet, at 50 frames a second: CartPole in its own time. */
    public static EpisodePlayer titled(String title) {
        return new EpisodePlayer(title, List.of(), 50);
    }

    /** With one episode more; several can be chosen from. */
    public EpisodePlayer episode(String name, List<Scene> scenes) {
        return new EpisodePlayer(title, Check.append(episodes, new Episode(name, scenes)), framesPerSecond);
    }

    /** With one episode more, drawn from its observations: {@code .episode("late", observations, CartPoleScene::of)}. */
    public <S> EpisodePlayer episode(String name, List<S> observations, Function<S, Scene> draw) {
        return episode(name, observations.stream().map(draw).toList());
    }

    public EpisodePlayer framesPerSecond(double frames) {
        return new EpisodePlayer(title, episodes, frames);
    }

    @Override
    public String describe() {
        return title + ": "
                + episodes.stream()
                        .map(episode -> episode.name + " (" + episode.scenes.size() + " frames)")
                        .collect(Collectors.joining(", "))
                + ". Last scene: " + last().scenes.get(last().scenes.size() - 1).description();
    }

    /** The episodes one after another as an animated PNG of under 150 KB: as many frames are left out as that takes. */
    @Override
    public byte[] png() {
        int all = episodes.stream().mapToInt(episode -> episode.scenes.size()).sum();
        for (int stride = 1 + (all - 1) / MOST_FRAMES; ; stride *= 2) {
            byte[] png = animation(stride);
            if (png.length <= LARGEST_FILE || stride > all) {
                return png;
            }
        }
    }

    private byte[] animation(int stride) {
        int milliseconds = (int) Math.round(1000 * stride / framesPerSecond);
        List<int[]> frames = new ArrayList<>();
        for (int e = 0; e < episodes.size(); e++) {
            int length = episodes.get(e).scenes.size();
            for (int i = 0; i < length - 1; i += stride) {
                frames.add(new int[] {e, i});
            }
            // The end stays for a moment; frames that change nothing take a few bytes.
            for (int hold = 0; hold <= HOLD_SECONDS * 1000 / milliseconds; hold++) {
                frames.add(new int[] {e, length - 1});
            }
        }
        return Png.animate(frames.size(), i -> frame(frames.get(i)[0], frames.get(i)[1]), milliseconds);
    }

    private BufferedImage frame(int number, int index) {
        Episode episode = episodes.get(number);
        Scene scene = episode.scenes.get(index);
        BufferedImage image =
                new BufferedImage(scene.width(), scene.height() + HEADER + FOOTER, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setPaint(Color.decode(Style.INK));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        graphics.drawString(episodes.size() > 1 ? title + ": " + episode.name : title, 8, 23);
        graphics.setPaint(Color.decode(Style.GRID));
        graphics.fillRect(0, scene.height() + HEADER, scene.width(), FOOTER);
        graphics.setPaint(Color.decode(Style.colour(0)));
        graphics.fillRect(0, scene.height() + HEADER, scene.width() * (index + 1) / episode.scenes.size(), FOOTER);
        graphics.translate(0, HEADER);
        graphics.clipRect(0, 0, scene.width(), scene.height());
        scene.draw(graphics);
        graphics.dispose();
        return image;
    }

    /** @throws IllegalStateException if the player has no episode */
    @Override
    public MimeBundle mimeBundle(Frontend frontend) {
        String alt = describe();
        byte[] png = png();
        Scene scene = last().scenes.get(0);
        return MimeBundle.picture(
                frontend,
                () -> Html.upgraded(Html.image(png, scene.width(), alt), "player.js", compact()),
                alt,
                png,
                scene.width(),
                scene.height() + HEADER + FOOTER);
    }

    private Episode last() {
        if (episodes.isEmpty()) {
            throw new IllegalStateException(
                    "The player \"" + title + "\" has no episode: add .episode(\"name\", scenes).");
        }
        return episodes.get(episodes.size() - 1);
    }

    /**
     * What the page's script gets: each scene is a row of whole numbers (tenths of a pixel, colours, numbers of texts). The first row is stored; of the others
     * only the columns that change, as differences, and columns that change alike (the cart's corners) once.
     */
    private Map<String, Object> compact() {
        List<String> texts = new ArrayList<>();
        List<Map<String, Object>> tracks = new ArrayList<>();
        for (Episode episode : episodes) {
            List<int[]> rows =
                    episode.scenes.stream().map(scene -> numbers(scene, texts)).toList();
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
            Map<String, Object> track = new LinkedHashMap<>();
            track.put("name", episode.name);
            track.put("length", rows.size());
            track.put("first", rows.get(0));
            track.put("columns", columns.values());
            track.put("changes", columns.keySet());
            tracks.add(track);
        }
        Scene scene = last().scenes.get(0);
        return Map.of(
                "title",
                title,
                "alt",
                describe(),
                "width",
                scene.width(),
                "height",
                scene.height(),
                "kinds",
                kinds(scene).subList(1, scene.shapes().size() + 1),
                "texts",
                texts,
                "tracks",
                tracks,
                "fps",
                framesPerSecond);
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

    /** Of each shape its colour, then (of a text) its number, then its tenths of pixels. */
    private static int[] numbers(Scene scene, List<String> texts) {
        List<Integer> row = new ArrayList<>();
        for (Shape shape : scene.shapes()) {
            row.add(Color.decode(shape.colour()).getRGB() & 0xFFFFFF);
            double[] places = {};
            if (shape instanceof Shape.Line l) {
                places = new double[] {l.x1(), l.y1(), l.x2(), l.y2(), l.width()};
            } else if (shape instanceof Shape.Circle c) {
                places = new double[] {c.x(), c.y(), c.radius()};
            } else if (shape instanceof Shape.Polygon p) {
                places = p.points();
            } else if (shape instanceof Shape.Label label) {
                if (!texts.contains(label.text())) {
                    texts.add(label.text());
                }
                row.add(texts.indexOf(label.text()));
                places = new double[] {label.x(), label.y(), label.size()};
            }
            Arrays.stream(places).forEach(place -> row.add((int) Math.round(10 * place)));
        }
        return row.stream().mapToInt(Integer::intValue).toArray();
    }
}
