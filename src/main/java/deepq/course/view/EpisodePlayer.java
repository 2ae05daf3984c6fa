package deepq.course.view;

import deepq.random.Require;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Episodes to be watched side by side: a player in the page (play, pause, slider, speed); where scripts do not run,
 * the last scene.
 *
 * <pre>{@code
 * EpisodePlayer.titled("CartPole").episode("early", early, CartPoleScene::of).episode("late", late, CartPoleScene::of)
 * }</pre>
 *
 * The scenes of a player are alike: the same size, and the same shapes in the same order, of which only places,
 * colors and texts change. Each method changes this and returns it.
 */
public final class EpisodePlayer implements Picture {
    private record Track(String name, List<Scene> scenes) {
        Scene last() {
            return scenes.get(scenes.size() - 1);
        }
    }

    private final String title;
    private final List<Track> tracks = new ArrayList<>();
    private double framesPerSecond = 50;

    private EpisodePlayer(String title) {
        this.title = Check.text("The title of a player", title);
    }

    /**
     * A player without episodes yet, at 50 frames a second: CartPole in its own time. What would be over in a moment
     * is played slowly.
     */
    public static EpisodePlayer titled(String title) {
        return new EpisodePlayer(title);
    }

    /** With one episode more, beside the others. */
    public EpisodePlayer episode(String name, List<Scene> scenes) {
        Track track = new Track(Check.text("The name of an episode", name), List.copyOf(scenes));
        Require.that(!scenes.isEmpty(), "The episode \"%s\" has no scenes: there is nothing to play.", name);
        tracks.add(track);
        List<String> first = SvgScene.outline(tracks.get(0).last());
        String refusal = "The scenes of a player must have the same size and the same shapes in the same order; in "
                + "\"%s\" one differs: %s instead of %s.";
        for (List<String> outline : scenes.stream().map(SvgScene::outline).toList()) {
            Require.that(outline.equals(first), refusal, name, outline, first);
        }
        return this;
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

    /** Above 0 and at most 100. */
    public EpisodePlayer framesPerSecond(double frames) {
        framesPerSecond = LivePicture.pace(frames);
        return this;
    }

    @Override
    public String describe() {
        return title + ": "
                + tracks.stream()
                        .map(track -> track.name + ", " + (track.scenes.size() - 1) + " steps, at the end: "
                                + track.last().description())
                        .collect(Collectors.joining(" "));
    }

    @Override
    public int width() {
        return Math.max(320, Math.min(1080, tracks.size() * (last().width() + 20) - 20));
    }

    /** The last scene, in whose place the script puts the player. */
    @Override
    public String html() {
        Map<String, Object> film = new LinkedHashMap<>();
        film.put("title", title);
        film.put("box", width());
        film.putAll(Map.of("paper", last().onPaper(), "width", last().width(), "height", last().height()));
        film.put("tracks", tracks.stream().map(this::film).toList());
        film.put("fps", framesPerSecond);
        return Html.upgraded("", last().html(), "player.js", film);
    }

    private Scene last() {
        Require.state(!tracks.isEmpty(), "The player \"%s\" has no episode: add .episode(\"name\", scenes).", title);
        return tracks.get(tracks.size() - 1).last();
    }

    /** A frame is a second of its film, whatever the player's speed. */
    private Map<String, Object> film(Track track) {
        int frames = track.scenes.size();
        String svg = SvgScene.animated(track.scenes, Math.max(1, frames - 1), false);
        return Map.of("name", track.name, "alt", track.last().description(), "length", frames, "svg", svg);
    }
}
