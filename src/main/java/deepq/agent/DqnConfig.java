package deepq.agent;

import deepq.network.QNetwork;
import deepq.policy.Schedule;
import deepq.random.Require;
import deepq.random.State;
import deepq.replay.Replay;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Everything that makes one deep Q-learning agent differ from another, its network apart: the hyperparameters of Mnih
 * et al. 2015 (extended data table 1) and of the refinements after it. Immutable: each method returns a changed copy,
 * and refuses a value that makes no sense by itself; {@link Trainer} refuses settings that do not go together. Each
 * experiment of the tutorial is one of these, or two that differ in one line:
 *
 * <pre>{@code
 * DqnConfig config = DqnConfig.baseline().targetUpdate(TargetUpdate.every(30)).nStep(3);
 * }</pre>
 *
 * Printing it shows every setting. Two configurations are equal when all settings are.
 */
public final class DqnConfig implements Cloneable {
    // In the order in which they are printed. Read within the package, never changed. A null learningRate is the
    // network's own.
    double gamma = 0.99;
    int nStep = 1;
    TargetRule targetRule = TargetRule.max();
    TargetUpdate targetUpdate = TargetUpdate.every(100);
    Schedule learningRate;
    Replay replay = Replay.uniform(10_000);
    int batchSize = 32;
    int learningStarts = 500;
    int stepsPerUpdate = 1;
    Schedule epsilon = Schedule.linear(1, 0.05, 5_000);
    float[] observationScale = {};
    boolean timeLimitIsTerminal;
    long maxSteps = 10_000;
    StopRule stop = StopRule.none();

    /**
     * The recipe of the article's keras-rl code for CartPole-v0, as it is: raw observations, epsilon 0.1 throughout,
     * and the end of the time limit stored as if the pole had fallen. It does not solve the game. Its network is
     * {@code DenseNetwork.hidden(16).glorot().adamEpsilon(1e-7)}.
     */
    public static DqnConfig article() {
        return new DqnConfig()
                .epsilon(Schedule.constant(0.1))
                .replay(Replay.uniform(50_000))
                .learningStarts(10)
                .targetUpdate(TargetUpdate.soft(0.01))
                .learningRate(Schedule.constant(1e-3))
                .timeLimitIsTerminal(true)
                .maxSteps(5_000);
    }

    /**
     * The plain recipe for CartPole-v1 in which the notebooks vary one thing at a time: trained until it passes,
     * 15,000 steps at most. Its network has two hidden layers of 32.
     */
    public static DqnConfig baseline() {
        return new DqnConfig()
                .observationScale(1 / 2.4f, 0.5f, 1 / 0.2095f, 0.5f)
                .epsilon(Schedule.linear(1, 0.3, 8_000))
                .replay(Replay.uniform(15_000))
                .learningRate(Schedule.constant(3e-3))
                .maxSteps(15_000)
                .stop(StopRule.atMean(490, 250));
    }

    /**
     * The top of notebook 10's ladder for CartPole-v1, stopped when it has passed: {@link #baseline()} with 3-step
     * returns, everything kept, batches of 128, and a learning rate that falls.
     */
    public static DqnConfig cartPole() {
        return baseline()
                .nStep(3)
                .replay(Replay.uniform(50_000))
                .batchSize(128)
                .learningRate(Schedule.linear(5e-3, 1e-5, 20_000))
                .maxSteps(30_000);
    }

    /**
     * The recipe of notebook 11 that keeps most agents good on CartPole-v1 without stopping: {@link #cartPole()} with
     * Munchausen's target.
     */
    public static DqnConfig munchausen() {
        return cartPole()
                .targetRule(TargetRule.munchausen(0.9, 3, -100))
                .maxSteps(50_000)
                .stop(StopRule.none());
    }

    /**
     * This recipe for an agent that has learned by it already: epsilon and the learning rate stay where they come to at
     * {@code maxSteps}, instead of beginning anew, and the first update waits for 5,000 steps of the agent's own
     * play, because the buffer begins empty.
     *
     * <pre>{@code
     * new Trainer(recipe.further(), CartPole::v1, DqnAgent.load(file).network(), seed)
     * }</pre>
     *
     * Agents of {@link #cartPole()} that were good for 487 to 500: trained for 10,000 steps more by the recipe itself
     * 8 of 8 had a test below 475, by this one 3 of 12, and 1 of 12 if nothing is learned. (Agents that stopped early
     * have values that are far from true, and may still fall: keep the file.)
     */
    public DqnConfig further() {
        int starts = Math.max(learningStarts, 5_000);
        DqnConfig still = epsilon(Schedule.constant(epsilon.at(maxSteps))).learningStarts(starts);
        return learningRate == null ? still : still.learningRate(Schedule.constant(learningRate.at(maxSteps)));
    }

    private DqnConfig with(Consumer<DqnConfig> change) {
        try {
            DqnConfig copy = (DqnConfig) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** Discount of the next step's value, 0 to 1. */
    public DqnConfig gamma(double value) {
        Require.that(value >= 0 && value <= 1, "gamma is in [0, 1], not %s", value);
        return with(c -> c.gamma = value);
    }

    /** Rewards summed before the target bootstraps (Sutton and Barto, chapter 7), 1 to 1,000. */
    public DqnConfig nStep(int value) {
        Require.that(value >= 1 && value <= 1_000, "nStep is 1 to 1000, not %d", value);
        return with(c -> c.nStep = value);
    }

    /** What Q(s, a) is to become. */
    public DqnConfig targetRule(TargetRule value) {
        return with(c -> c.targetRule = Objects.requireNonNull(value, "targetRule"));
    }

    /** How the target network is updated. */
    public DqnConfig targetUpdate(TargetUpdate value) {
        return with(c -> c.targetUpdate = Objects.requireNonNull(value, "targetUpdate"));
    }

    /** The network's step size, by update; above 0. Where it is not set, the network's own holds. */
    public DqnConfig learningRate(Schedule value) {
        value.requireRange("learningRate", Double.MIN_NORMAL, Double.MAX_VALUE);
        return with(c -> c.learningRate = value);
    }

    /** What is learned from. */
    public DqnConfig replay(Replay value) {
        return with(c -> c.replay = Objects.requireNonNull(value, "replay"));
    }

    /** Transitions in an update, 1 to 100,000. Without replay it is always 1. */
    public DqnConfig batchSize(int value) {
        Require.that(value >= 1 && value <= 100_000, "batchSize is 1 to 100000, not %d", value);
        return with(c -> c.batchSize = value);
    }

    /** Environment steps taken before the first update, 0 or more. */
    public DqnConfig learningStarts(int value) {
        Require.that(value >= 0, "learningStarts is 0 or more, not %d", value);
        return with(c -> c.learningStarts = value);
    }

    /** Environment steps for each update, 1 or more. */
    public DqnConfig stepsPerUpdate(int value) {
        Require.that(value >= 1, "stepsPerUpdate is 1 or more, not %d", value);
        return with(c -> c.stepsPerUpdate = value);
    }

    /** Share of random actions, by environment step; 0 to 1. */
    public DqnConfig epsilon(Schedule value) {
        value.requireRange("epsilon", 0, 1);
        return with(c -> c.epsilon = value);
    }

    /**
     * Each number of an observation is multiplied by its factor before the network sees it; none: observations as
     * they are.
     */
    public DqnConfig observationScale(float... factors) {
        for (float factor : factors) {
            Require.that(Float.isFinite(factor) && factor != 0, "a factor of observationScale is %s", factor);
        }
        return with(c -> c.observationScale = factors.clone());
    }

    /** A factor for each number of an observation; none if observations are taken as they are. */
    public float[] observationScale() {
        return observationScale.clone();
    }

    /** True repeats a common mistake on purpose: the time limit is stored as if the game had been lost. */
    public DqnConfig timeLimitIsTerminal(boolean value) {
        return with(c -> c.timeLimitIsTerminal = value);
    }

    /** Training ends after this many environment steps, 1 or more. */
    public DqnConfig maxSteps(long value) {
        Require.that(value >= 1, "maxSteps is 1 or more, not %d", value);
        return with(c -> c.maxSteps = value);
    }

    /** When the agent is tested, and when it has passed. */
    public DqnConfig stop(StopRule value) {
        return with(c -> c.stop = Objects.requireNonNull(value, "stop"));
    }

    /** How the target network is updated. */
    public TargetUpdate targetUpdate() {
        return targetUpdate;
    }

    /** Environment steps after which training ends. */
    public long maxSteps() {
        return maxSteps;
    }

    /** When the agent is tested, and when it has passed. */
    public StopRule stop() {
        return stop;
    }

    /** Refuses settings that do not go together. */
    void requireConsistent() {
        long first = Math.max(Math.max(learningStarts, 1), nStep); // an episode need not end before its window is full
        first = (first + stepsPerUpdate - 1) / stepsPerUpdate * stepsPerUpdate;
        String nothing =
                "nothing would be learned: the first update comes at step %s (learningStarts, stepsPerUpdate and"
                        + " nStep), but training ends after %s";
        Require.that(first <= maxSteps, nothing, first, maxSteps);
        String never =
                "nothing would be tested: a test every %s steps, but learning begins at step %s, and ends after %s";
        boolean tested = stop.every() == 0 || maxSteps / stop.every() * stop.every() >= first;
        Require.that(tested, never, stop.every(), first, maxSteps);
        boolean online = replay instanceof Replay.None;
        String forgotten = "without replay each step is learned from once and forgotten, so nStep and stepsPerUpdate"
                + " are 1, not %s and %s";
        Require.that(!online || nStep == 1 && stepsPerUpdate == 1, forgotten, nStep, stepsPerUpdate);
        epsilon.at(maxSteps - 1, "epsilon", 0, 1);
        if (learningRate != null) {
            learningRate.at((maxSteps - first) / stepsPerUpdate, "learningRate", Double.MIN_NORMAL, Double.MAX_VALUE);
        }
    }

    /** The rate of an update, above 0: the network's own where none is set. */
    double learningRate(QNetwork network, long update) {
        return learningRate == null
                ? network.learningRate()
                : learningRate.at(update, "learningRate", Double.MIN_NORMAL, Double.MAX_VALUE);
    }

    /** Each setting under its name. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("gamma", gamma);
        settings.put("nStep", nStep);
        settings.put("targetRule", targetRule);
        settings.put("targetUpdate", targetUpdate);
        settings.put("learningRate", learningRate == null ? "the network's own" : learningRate);
        settings.put("replay", replay);
        settings.put("batchSize", batchSize);
        settings.put("learningStarts", learningStarts);
        settings.put("stepsPerUpdate", stepsPerUpdate);
        settings.put("epsilon", epsilon);
        settings.put("observationScale", Arrays.toString(observationScale));
        settings.put("timeLimitIsTerminal", timeLimitIsTerminal);
        settings.put("maxSteps", maxSteps);
        settings.put("stop", stop);
        return settings;
    }

    /** What a training that goes on has in common with the one that was saved. */
    String lasting() {
        return maxSteps(1)
                .stop(StopRule.none())
                .learningRate(Schedule.constant(1))
                .toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DqnConfig config && config.settings().equals(settings());
    }

    @Override
    public int hashCode() {
        return settings().hashCode();
    }

    /** One line for each setting, {@code name = value}. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        settings().forEach((name, value) -> lines.append(String.format("%-19s = %s\n", name, State.text(value))));
        return lines.toString();
    }
}
