package deepq.course.view;

import deepq.agent.DqnConfig;
import deepq.agent.Evaluation;
import deepq.agent.Trainer;
import deepq.env.Breakout;
import deepq.network.LayerWeights;
import deepq.network.QNetwork;
import deepq.random.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A game to be played in the page, with the arrow keys or by touch; where scripts do not run, a still picture of it.
 * The rules are those of {@code deepq.env}, in JavaScript. The page keeps your best score and shows it beside those
 * of others. Or an agent plays, and you knock:
 *
 * <pre>{@code
 * Notebook.show(Game.cartPole().beside("Random play", 22));
 * Notebook.show(Game.cartPole().agent(Dl4jNetwork.of(model), scale));
 * Game.cartPole().agent(trainer, trainer.evaluate(100)).save("my-agent.html");
 * }</pre>
 *
 * Each method changes this and returns it.
 */
public final class Game implements Picture {
    /** What {@code game.js} knows. */
    private static final List<String> ACTIVATIONS =
            List.of("elu hardtanh identity leakyrelu relu selu sigmoid softplus softsign swish tanh".split(" "));

    /**
     * Where an agent comes from, for those to whom it is sent.
     *
     * @param recipe how it was trained, in lines
     * @param steps of the environment from which it learned
     * @param tests the returns of episodes in which it was tested, a hundred for example
     */
    public record Card(String recipe, long steps, double[] tests, LocalDate date) {
        public Card {
            Check.text("The recipe of an agent", recipe);
            tests = Check.finite("The card of an agent", "test", tests);
        }

        private String html() {
            DoubleSummaryStatistics all = Arrays.stream(tests).summaryStatistics();
            String words = "It learned from %,d steps. Then it was tested in %,d episodes without exploring: a return "
                    + "of %s on average, %s at least, %s at most. ";
            String mean = Text.number(all.getAverage());
            String least = Text.number(all.getMin());
            String tested = Text.format(words, steps, all.getCount(), mean, least, Text.number(all.getMax()));
            String when = date.format(DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US));
            return "<p>" + tested + "Saved on " + when + ".</p><details><summary>Its recipe</summary><pre>"
                    + Html.escape(recipe) + "</pre></details>";
        }
    }

    private final String name;
    private final boolean isPole;
    private final Scene still;
    private final Map<String, Object> others = new LinkedHashMap<>();
    private String title;
    private Map<String, Object> network;
    private Card card;

    private Game(String name, Scene still) {
        this.name = name;
        this.still = still;
        isPole = name.equals("CartPole");
        title = name + ": your turn";
    }

    /** CartPole-v1: you push the cart, for at most 500 steps. */
    public static Game cartPole() {
        return new Game("CartPole", CartPoleScene.of(new float[] {0.3f, 0, 0.1f, 0}));
    }

    /** Breakout: you move the paddle, for at most 2,000 steps. */
    public static Game breakout() {
        return new Game("Breakout", BreakoutScene.of(Breakout.create().reset(0)));
    }

    /** With another line above the game. */
    public Game titled(String title) {
        this.title = Check.text("The title of a game", title);
        return this;
    }

    /** With one score more beside yours, such as that of random play. */
    public Game beside(String player, double score) {
        others.put(
                Check.text("The name of a player", player), Text.number(Check.finite("The score of " + player, score)));
        return this;
    }

    /**
     * An agent plays, greedily, and you knock against its pole: the network's weights go into the page.
     *
     * @param network a stack of dense layers; of CartPole's 4 numbers and 2 actions, or of one or more of Breakout's
     *     frames of 100 and 3 actions
     * @param scale what the observation is multiplied by before the network sees it, number by number; none for 1
     * @throws IllegalArgumentException if the network does not fit the game, or a page cannot compute it
     */
    public Game agent(QNetwork network, float... scale) {
        return agent(network, scale, null);
    }

    /** The library's agent, as it is now. */
    public Game agent(Trainer trainer, Evaluation tests) {
        DqnConfig recipe = trainer.config();
        Card made = new Card(recipe.toString(), trainer.steps(), tests.returns(), LocalDate.now());
        return agent(trainer.agent().network(), recipe.observationScale(), made);
    }

    /** As {@link #agent(QNetwork, float...)}, with a card below it. */
    public Game agent(QNetwork network, float[] scale, Card card) {
        int frame = isPole ? 4 : 100;
        int inputs = network.inputs();
        int actions = isPole ? 2 : 3;
        boolean fits = inputs % frame == 0 && (!isPole || inputs == frame) && network.outputs() == actions;
        String refusal = "%s shows %s%s numbers and has %s actions; this network takes %s and gives %s.";
        String more = isPole ? "" : ", 200, 300 or more";
        Require.that(fits, refusal, name, frame, more, actions, inputs, network.outputs());
        boolean scaled = scale.length == 0 || scale.length == inputs;
        refusal = "%s factors for an observation of %s numbers: as many, or none.";
        Require.that(scaled, refusal, scale.length, inputs);
        List<LayerWeights> layers = network.layers();
        for (LayerWeights layer : layers) {
            boolean known = ACTIVATIONS.contains(layer.activation());
            refusal = "The page does not know the activation %s; it knows %s.";
            Require.that(known, refusal, layer.activation(), ACTIVATIONS);
            for (float[] numbers : new float[][] {layer.weights(), layer.biases()}) {
                for (float number : numbers) {
                    Check.finite("A weight of the agent", number);
                }
            }
        }
        this.network = Map.of("layers", layers, "scale", scale.clone(), "frames", inputs / frame);
        this.card = card;
        title = name + ": the agent's turn";
        return this;
    }

    /**
     * Writes a page of its own, which needs no network and opens on a phone: the game, below an agent's Breakout one
     * to be played against it, and the card. The file is written whole, or stays as it was.
     */
    public void save(String file) throws IOException {
        String own = !isPole && network != null
                ? breakout().titled("Breakout: beat the agent").html()
                : "";
        String page = Text.resource("agent.html").formatted(Html.escape(title), name, html(), own);
        Path target = Path.of(file).toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(part, page);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public String describe() {
        String player = network == null
                ? ", to be played with the arrow keys or by touch"
                : isPole ? ", played by an agent whose pole you knock" : ", played by an agent";
        return name + player + " where this notebook runs. " + still.describe();
    }

    @Override
    public String still() {
        return still.html();
    }

    @Override
    public int width() {
        return still.width();
    }

    /** The still picture, which the script replaces by the game. */
    @Override
    public String html() {
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("game", name);
        setting.put("title", title);
        setting.put("alt", still.describe());
        setting.put("others", others);
        setting.put("network", network);
        return Html.upgraded("", still(), "game.js", setting) + (card == null ? "" : card.html());
    }
}
