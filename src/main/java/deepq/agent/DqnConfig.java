package deepq.agent;

import deepq.network.Architecture;
import deepq.network.Initialization;
import deepq.network.Loss;
import deepq.network.Screen;
import deepq.policy.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Everything that makes one deep Q-learning agent differ from another: the hyperparameters of Mnih et al. 2015 (extended
 * data table 1) and of the refinements after it. Immutable; made by a {@link Builder}, which refuses nonsense. Each
 * experiment of the tutorial is one of these, or two that differ in one line:
 *
 * <pre>{@code
 * DqnConfig config = DqnConfig.baseline().with(c -> c.target(TargetUpdate.every(30)).nStep(3));
 * }</pre>
 *
 * Printing it shows every setting. Two configurations are equal when all settings are.
 */
public final class DqnConfig {
    /** Our own copy of the builder: nobody else holds it, so it never changes again. */
    private final Builder settings;

    private DqnConfig(Builder settings) {
        this.settings = settings;
    }

    /** Starts from the values that {@code builder().build()} prints. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The recipe of the article's keras-rl code for CartPole-v0, as it is: one hidden layer of 16, raw observations, epsilon
     * 0.1 throughout, and the end of the time limit stored as if the pole had fallen. It does not solve the game.
     */
    public static DqnConfig article() {
        return builder()
                .hidden(16)
                .weights(Initialization.GLOROT_UNIFORM)
                .epsilon(Schedule.constant(0.1))
                .replay(Replay.uniform(50_000))
                .learningStarts(10)
                .target(TargetUpdate.soft(0.01))
                .learningRate(Schedule.constant(1e-3))
                .adamEpsilon(1e-7)
                .timeLimitIsTerminal(true)
                .maxSteps(5_000)
                .build();
    }

    /** The plain recipe for CartPole-v1 in which the notebooks vary one thing at a time: trained until it passes, 15,000 steps at most. */
    public static DqnConfig baseline() {
        return builder()
                .hidden(32, 32)
                .observationScale(1 / 2.4f, 0.5f, 1 / 0.2095f, 0.5f)
                .epsilon(Schedule.linear(1, 0.3, 8_000))
                .replay(Replay.uniform(15_000))
                .learningStarts(500)
                .target(TargetUpdate.every(100))
                .learningRate(Schedule.constant(3e-3))
                .maxSteps(15_000)
                .stop(StopRule.atMean(490, 250))
                .build();
    }

    /**
     * The recipe of notebook 09 for CartPole-v1, about 2,000 steps of one environment until it passes: 3-step returns, a soft
     * target and a falling learning rate.
     */
    public static DqnConfig cartPole() {
        return baseline().with(c -> c.nStep(3)
                .target(TargetUpdate.soft(0.02))
                .learningRate(Schedule.linear(5e-3, 1e-4, 20_000))
                .maxSteps(30_000));
    }

    /** The recipe that learns Catch from its screen, with eight filters and few updates: convolutions cost milliseconds. */
    public static DqnConfig catchScreen() {
        return builder()
                .backend(Backend.DL4J)
                .screen(new Screen(10, 5, 1, List.of(new Screen.Filters(8, 3, 1))))
                .hidden(32)
                .nStep(3)
                .environments(16)
                .stepsPerUpdate(16)
                .epsilon(Schedule.linear(1, 0.1, 8_000))
                .replay(Replay.uniform(10_000))
                .learningStarts(500)
                .target(TargetUpdate.every(25))
                .learningRate(Schedule.linear(3e-3, 3e-4, 2_000))
                .maxSteps(48_000)
                .stop(StopRule.atMean(0.96, 1_600))
                .build();
    }

    /** A changed copy: {@code config.with(c -> c.gamma(0.9))}. */
    public DqnConfig with(UnaryOperator<Builder> change) {
        return change.apply(settings.copy()).build();
    }

    /** Reads what {@link #toString()} wrote. */
    public static DqnConfig parse(String text) {
        return ConfigText.parse(text);
    }

    public Backend backend() {
        return settings.backend;
    }

    /** Units of each hidden layer. */
    public int[] hidden() {
        return settings.hidden.clone();
    }

    /** The convolutions before the hidden layers, where observations are pictures. */
    public Optional<Screen> screen() {
        return settings.screen;
    }

    public Initialization weights() {
        return settings.weights;
    }

    public Loss loss() {
        return settings.loss;
    }

    public boolean dueling() {
        return settings.dueling;
    }

    public boolean doubleDqn() {
        return settings.doubleDqn;
    }

    public double adamEpsilon() {
        return settings.adamEpsilon;
    }

    public Schedule learningRate() {
        return settings.learningRate;
    }

    public double gamma() {
        return settings.gamma;
    }

    public int nStep() {
        return settings.nStep;
    }

    public Replay replay() {
        return settings.replay;
    }

    public TargetUpdate target() {
        return settings.target;
    }

    public int batchSize() {
        return settings.batchSize;
    }

    public int learningStarts() {
        return settings.learningStarts;
    }

    public int stepsPerUpdate() {
        return settings.stepsPerUpdate;
    }

    public Schedule epsilon() {
        return settings.epsilon;
    }

    public int environments() {
        return settings.environments;
    }

    /** One factor for each number of an observation; empty: observations as they are. */
    public float[] observationScale() {
        return settings.observationScale.clone();
    }

    public boolean timeLimitIsTerminal() {
        return settings.timeLimitIsTerminal;
    }

    public long maxSteps() {
        return settings.maxSteps;
    }

    public StopRule stop() {
        return settings.stop;
    }

    public int recordEvery() {
        return settings.recordEvery;
    }

    /** The network for observations of {@code inputs} numbers and {@code outputs} actions. */
    public Architecture architecture(int inputs, int outputs) {
        return new Architecture(
                inputs,
                Arrays.stream(settings.hidden).boxed().toList(),
                outputs,
                settings.weights,
                settings.loss,
                settings.dueling,
                settings.adamEpsilon,
                settings.screen);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DqnConfig config && config.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** One line for each setting, {@code name = value}. */
    @Override
    public String toString() {
        return ConfigText.of(this);
    }

    /** Collects settings; {@link #build()} checks them. Each method changes one setting and returns this builder. */
    public static final class Builder implements Cloneable {
        private Backend backend = Backend.DENSE;
        private int[] hidden = {64, 64};
        private Optional<Screen> screen = Optional.empty();
        private Initialization weights = Initialization.HE_UNIFORM;
        private Loss loss = Loss.SQUARED;
        private boolean dueling = false;
        private boolean doubleDqn = false;
        private double adamEpsilon = 1e-8;
        private Schedule learningRate = Schedule.constant(1e-3);
        private double gamma = 0.99;
        private int nStep = 1;
        private Replay replay = Replay.uniform(10_000);
        private TargetUpdate target = TargetUpdate.every(100);
        private int batchSize = 32;
        private int learningStarts = 500;
        private int stepsPerUpdate = 1;
        private Schedule epsilon = Schedule.linear(1, 0.05, 5_000);
        private int environments = 1;
        private float[] observationScale = {};
        private boolean timeLimitIsTerminal = false;
        private long maxSteps = 10_000;
        private StopRule stop = StopRule.none();
        private int recordEvery = 10;

        private Builder() {}

        /** Which network learns: plain Java or deeplearning4j. */
        public Builder backend(Backend value) {
            backend = value;
            return this;
        }

        /** Units of each hidden layer, each 1 or more; none: Q is linear in the observation. */
        public Builder hidden(int... units) {
            hidden = units.clone();
            return this;
        }

        /** Observations are pictures: convolutions come before the hidden layers. Needs {@link Backend#DL4J}. */
        public Builder screen(Screen value) {
            screen = Optional.of(value);
            return this;
        }

        /** How the initial weights are drawn. */
        public Builder weights(Initialization value) {
            weights = value;
            return this;
        }

        /** Loss of the TD error. */
        public Builder loss(Loss value) {
            loss = value;
            return this;
        }

        /** Value and advantages apart (Wang et al. 2016). */
        public Builder dueling(boolean value) {
            dueling = value;
            return this;
        }

        /** The online network selects the next action, the target network evaluates it (van Hasselt et al. 2016). */
        public Builder doubleDqn(boolean value) {
            doubleDqn = value;
            return this;
        }

        /** Adam's epsilon, above 0. */
        public Builder adamEpsilon(double value) {
            adamEpsilon = value;
            return this;
        }

        /** Adam's step size, by update; above 0. */
        public Builder learningRate(Schedule value) {
            learningRate = value;
            return this;
        }

        /** Discount of the next step's value, 0 to 1. */
        public Builder gamma(double value) {
            gamma = value;
            return this;
        }

        /** Rewards summed before the target bootstraps (Sutton and Barto, chapter 7), 1 or more. */
        public Builder nStep(int value) {
            nStep = value;
            return this;
        }

        /** What is learnt from. */
        public Builder replay(Replay value) {
            replay = value;
            return this;
        }

        /** How the target network follows. */
        public Builder target(TargetUpdate value) {
            target = value;
            return this;
        }

        /** Transitions in an update, 1 or more. Without replay it is always the number of environments. */
        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        /** Environment steps taken before the first update. */
        public Builder learningStarts(int value) {
            learningStarts = value;
            return this;
        }

        /** Environment steps for each update, 1 or more; steps of all environments count. */
        public Builder stepsPerUpdate(int value) {
            stepsPerUpdate = value;
            return this;
        }

        /** Share of random actions, by environment step; 0 to 1. */
        public Builder epsilon(Schedule value) {
            epsilon = value;
            return this;
        }

        /** Environments stepped in lockstep, 1 or more. */
        public Builder environments(int value) {
            environments = value;
            return this;
        }

        /** Each number of an observation is multiplied by its factor before the network sees it. */
        public Builder observationScale(float... factors) {
            observationScale = factors.clone();
            return this;
        }

        /** True repeats a common mistake on purpose: the time limit is stored as if the game had been lost. */
        public Builder timeLimitIsTerminal(boolean value) {
            timeLimitIsTerminal = value;
            return this;
        }

        /** Training ends after this many environment steps. */
        public Builder maxSteps(long value) {
            maxSteps = value;
            return this;
        }

        /** When the agent is tested, and when it has passed. */
        public Builder stop(StopRule value) {
            stop = value;
            return this;
        }

        /** Updates between two samples of loss and Q in the log, 1 or more. */
        public Builder recordEvery(int updates) {
            recordEvery = updates;
            return this;
        }

        /**
         * @throws IllegalArgumentException naming the setting and the value that make no sense
         * @throws NullPointerException for a setting that is null
         */
        public DqnConfig build() {
            Builder built = copy();
            if (replay instanceof Replay.None) {
                built.batchSize = environments;
            }
            built.check();
            return new DqnConfig(built);
        }

        private void check() {
            require(hidden.length <= 100, "a network has 100 hidden layers at most, not %d", hidden.length);
            for (int units : hidden) {
                require(units >= 1, "a hidden layer has 1 or more units, not %d", units);
            }
            for (float factor : observationScale) {
                require(Float.isFinite(factor) && factor != 0, "a factor of observationScale is %s", factor);
            }
            Objects.requireNonNull(backend, "backend");
            Objects.requireNonNull(weights, "weights");
            Objects.requireNonNull(loss, "loss");
            Objects.requireNonNull(replay, "replay");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(stop, "stop");
            require(screen.isEmpty() || backend == Backend.DL4J, "backend %s has no convolutions: use DL4J", backend);
            require(adamEpsilon > 0 && adamEpsilon < 1, "adamEpsilon is above 0 and below 1, not %s", adamEpsilon);
            require(gamma >= 0 && gamma <= 1, "gamma is in [0, 1], not %s", gamma);
            require(nStep >= 1 && nStep <= 1_000, "nStep is 1 to 1000, not %d", nStep);
            require(environments >= 1 && environments <= 1_000, "environments are 1 to 1000, not %d", environments);
            require(batchSize >= 1 && batchSize <= 100_000, "batchSize is 1 to 100000, not %d", batchSize);
            require(stepsPerUpdate >= 1, "stepsPerUpdate is 1 or more, not %d", stepsPerUpdate);
            require(recordEvery >= 1, "recordEvery is 1 or more updates, not %d", recordEvery);
            require(maxSteps >= 1, "maxSteps is 1 or more, not %d", maxSteps);
            require(learningStarts >= 0, "learningStarts is 0 or more, not %d", learningStarts);
            require(
                    learningStarts <= maxSteps,
                    "learning starts after %d steps, but training ends after %d: nothing would be learnt",
                    learningStarts,
                    maxSteps);
            ConfigText.requireRange("epsilon", epsilon, 0, 1);
            ConfigText.requireRange("learningRate", learningRate, Double.MIN_NORMAL, Double.MAX_VALUE);
            if (replay instanceof Replay.None) {
                require(
                        nStep == 1,
                        "without replay only the step just taken is learnt from, so nStep is 1, not %d",
                        nStep);
            } else {
                int capacity = replay instanceof Replay.Uniform uniform
                        ? uniform.capacity()
                        : ((Replay.Prioritized) replay).capacity();
                require(
                        batchSize <= capacity,
                        "a batch of %d from a buffer of %d: enlarge the buffer",
                        batchSize,
                        capacity);
            }
        }

        private static void require(boolean condition, String message, Object... values) {
            if (!condition) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
            }
        }

        /** Shallow: its arrays are copied where they come in and go out. */
        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
