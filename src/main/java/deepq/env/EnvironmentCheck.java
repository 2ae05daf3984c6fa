package deepq.env;

import deepq.random.Pcg64;
import deepq.random.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Looks for the mistakes that environments are usually made with, before a learner stumbles over them: Gymnasium's
 * {@code check_env}, and what Java needs besides. It plays some episodes at random.
 *
 * <pre>{@code
 * EnvironmentCheck.require(CartPole::v1)                            // says nothing
 * EnvironmentCheck.require(() -> new Simulation(new MyDynamics()))  // one sentence for each mistake
 * }</pre>
 */
public final class EnvironmentCheck<S> {
    private static final int EPISODES = 4;
    private static final int STEPS = 500; // of each episode at most
    private static final long SEED = 123;

    private final Supplier<? extends Environment<S>> make;
    private final List<String> problems = new ArrayList<>();

    private EnvironmentCheck(Supplier<? extends Environment<S>> make) {
        this.make = make;
    }

    static <S> List<String> problems(Supplier<? extends Environment<S>> make) {
        EnvironmentCheck<S> check = new EnvironmentCheck<>(make);
        check.attempt("looking at the spaces", check::spaces);
        if (check.problems.isEmpty()) { // without spaces there is nothing to play with
            check.attempt("playing at random", check::play);
        }
        return List.copyOf(check.problems);
    }

    /**
     * Throws IllegalStateException with all problems if there is one.
     *
     * @param make makes a new environment at every call
     */
    public static <S> void require(Supplier<? extends Environment<S>> make) {
        String problems = String.join("\n- ", problems(make));
        Require.state(problems.isEmpty(), "the environment has problems:\n- %s", problems);
    }

    private void spaces() {
        Environment<S> environment = make.get();
        expect(environment != null, "the supplier gives null instead of an environment");
        if (environment == null) {
            return;
        }
        expect(environment != make.get(), "the supplier gives the same environment twice; it has to make new ones");
        expect(environment.actionSpace() != null, "actionSpace() is null");
        expect(environment.observationSpace() != null, "observationSpace() is null");
        if (environment.observationSpace() instanceof Box box) {
            for (int i = 0; i < box.size(); i++) {
                expect(box.low()[i] < box.high()[i], "both bounds of element " + i + " are " + box.low()[i]);
            }
        }
    }

    private void play() {
        Environment<S> environment = make.get();
        List<Step<S>> given = new ArrayList<>();
        List<String> expected = rollout(environment, given::add);
        boolean kept =
                expected.equals(given.stream().map(EnvironmentCheck::text).toList());
        expect(kept, "an observation that was given out is changed by a later step; give out a copy");
        legal(given, environment.observationSpace());
        boolean again = expected.equals(rollout(environment, step -> {}));
        expect(again, "the same seed and the same actions give another episode, in the same environment");
        boolean copied = expected.equals(rollout(environment, EnvironmentCheck::overwrite));
        expect(copied, "writing into an observation that was given out changes the game; give out a copy");
        Environment<S> other = make.get();
        boolean alike = expected.equals(rollout(other, step -> {}));
        expect(alike, "the same seed and the same actions give another episode in a second environment");
        List<String> starts = starts(other, SEED);
        boolean seeded = starts.stream().distinct().count() == 1 || !starts.equals(starts(other, SEED + 333));
        expect(seeded, "every seed gives the same starts, although reset() gives different ones");
        other.reset(SEED + 1);
        boolean apart = expected.equals(rollout(make.get(), step -> {
            if (other.step(0).ended()) {
                other.reset();
            }
        }));
        expect(apart, "two environments share something: stepping one changes the other");
    }

    /**
     * Plays some episodes; of each the first observation is told of as a step without reward. Returns all steps as
     * text.
     */
    private List<String> rollout(Environment<S> environment, Consumer<Step<S>> given) {
        Pcg64 random = new Pcg64(SEED + 1);
        List<String> steps = new ArrayList<>();
        for (int episode = 0; episode < EPISODES; episode++) {
            S observation = episode == 0 ? environment.reset(SEED) : environment.reset();
            Step<S> step = new Step<>(observation, 0, false, false);
            steps.add(text(step));
            given.accept(step);
            for (int t = 0; t < STEPS && !step.ended(); t++) {
                step = environment.step(environment.actionSpace().sample(random));
                Require.state(step != null, "step gave null");
                steps.add(text(step));
                given.accept(step);
            }
        }
        return steps;
    }

    private List<String> starts(Environment<S> environment, long seed) {
        return IntStream.range(0, 20)
                .mapToObj(i -> text(i == 0 ? environment.reset(seed) : environment.reset()))
                .toList();
    }

    private static void overwrite(Step<?> step) {
        if (step.observation() instanceof float[] values) {
            Arrays.fill(values, Float.NaN);
        }
    }

    private void legal(List<Step<S>> steps, Space<S> space) {
        for (Step<S> step : steps) {
            boolean inside = space.contains(step.observation());
            String seen = text(step.observation());
            expect(inside, "the observation " + seen + " is outside of the observation space " + space);
            boolean finite = Float.isFinite((float) step.reward()); // so it is stored
            expect(finite, "a reward is " + step.reward() + ", which is not a finite float");
            if (!inside || !finite) {
                return; // the first one will do
            }
        }
    }

    private static String text(Step<?> step) {
        return text(step.observation()) + step.reward() + step.terminated() + step.truncated();
    }

    private static String text(Object observation) {
        return observation instanceof float[] values ? Arrays.toString(values) : String.valueOf(observation);
    }

    private void attempt(String what, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException e) {
            expect(false, "while " + what + " it threw " + e);
        }
    }

    private void expect(boolean holds, String problem) {
        if (!holds && !problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
