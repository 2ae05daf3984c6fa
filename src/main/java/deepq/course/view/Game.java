package deepq.course.view;

import deepq.env.Breakout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A game to be played in the page, with the arrow keys or by touch; where scripts do not run, a still picture of it. The rules are those of {@code deepq.env},
 * in JavaScript. The page keeps your best score and shows it beside those of others:
 *
 * <pre>{@code
 * Notebook.show(Game.cartPole().beside("Random play", 22));
 * Notebook.show(Game.cartPole().agent(model.params().toFloatVector(), 4, 32, 32, 2));
 * }</pre>
 */
public final class Game implements Picture {
    private final String name;
    private final String title;
    private final Scene still;
    private final Map<String, String> others;
    private final Map<String, Object> network;

    private Game(String name, String title, Scene still, Map<String, String> others, Map<String, Object> network) {
        this.name = name;
        this.title = Check.text("The title of a game", title);
        this.still = still;
        this.others = others;
        this.network = network;
    }

    /** CartPole-v1: you push the cart. */
    public static Game cartPole() {
        Scene still = CartPoleScene.of(new float[] {0.3f, 0, 0.1f, 0});
        return new Game("CartPole", "CartPole: your turn", still, Map.of(), null);
    }

    /** Breakout: you move the paddle. */
    public static Game breakout() {
        Scene still = BreakoutScene.of(Breakout.create().reset(0));
        return new Game("Breakout", "Breakout: your turn", still, Map.of(), null);
    }

    /** With another line above the game. */
    public Game titled(String title) {
        return new Game(name, title, still, others, network);
    }

    /** With one score more beside yours, such as that of random play. */
    public Game beside(String player, double score) {
        Map<String, String> more = new LinkedHashMap<>(others);
        more.put(
                Check.text("The name of a player", player), Text.number(Check.finite("The score of " + player, score)));
        return new Game(name, title, still, more, network);
    }

    /**
     * The agent plays CartPole, and you knock against the pole: the network's weights go into the page.
     *
     * @param parameters layer by layer the weights of unit 0, of unit 1, ..., then the biases, as {@code DenseNetwork.parameters()} and deeplearning4j's
     *     {@code model.params().toFloatVector()} have them
     * @param sizes of the layers, from 4 inputs to 2 actions; ReLU between them
     * @throws IllegalArgumentException if another number of parameters belongs to these sizes
     */
    public Game agent(float[] parameters, int... sizes) {
        if (!name.equals("CartPole") || sizes.length < 2 || sizes[0] != 4 || sizes[sizes.length - 1] != 2) {
            throw new IllegalArgumentException(
                    "An agent plays CartPole in the page, with layers from 4 inputs to 2 actions, not " + name
                            + " with " + Arrays.toString(sizes) + ".");
        }
        int wanted = 0;
        for (int i = 1; i < sizes.length; i++) {
            wanted += (sizes[i - 1] + 1) * sizes[i];
        }
        if (parameters.length != wanted) {
            throw new IllegalArgumentException("Layers of " + Arrays.toString(sizes) + " have " + wanted
                    + " weights and biases, not " + parameters.length + ".");
        }
        for (float parameter : parameters) {
            Check.finite("A weight of the agent", parameter);
        }
        return new Game(name, "CartPole: the agent's turn", still, others, network(parameters, sizes, new float[0]));
    }

    /** What the agent multiplies its observations by before its network sees them: the configuration's observationScale. None at first. */
    public Game observationScale(float... factors) {
        if (network == null || factors.length != 0 && factors.length != 4) {
            throw new IllegalArgumentException("Four factors, or none, for an agent that was named before: "
                    + factors.length + (network == null ? ", and there is no agent." : "."));
        }
        return new Game(
                name,
                title,
                still,
                others,
                network((float[]) network.get("parameters"), (int[]) network.get("sizes"), factors));
    }

    private static Map<String, Object> network(float[] parameters, int[] sizes, float[] scale) {
        return Map.of("parameters", parameters.clone(), "sizes", sizes.clone(), "scale", scale.clone());
    }

    @Override
    public String describe() {
        String player =
                network == null ? ", to be played with the arrow keys" : ", played by an agent whose pole you knock";
        return name + player + " where this notebook runs. " + still.describe();
    }

    @Override
    public byte[] png() {
        return still.png();
    }

    @Override
    public int width() {
        return still.width();
    }

    @Override
    public int height() {
        return still.height();
    }

    /** The still picture, which the script replaces by the game. */
    @Override
    public String html() {
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("game", name);
        setting.put("title", title);
        setting.put("alt", still.describe());
        List<List<String>> scores = new ArrayList<>();
        others.forEach((player, score) -> scores.add(List.of(player, score)));
        setting.put("others", scores);
        setting.put("network", network);
        return Html.upgraded(Html.image(png(), width(), describe()), "game.js", setting);
    }
}
