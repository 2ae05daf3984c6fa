package deepq.env;

import deepq.random.Pcg64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks for the mistakes that environments are usually made with, before a learner stumbles over them: Gymnasium's
 * {@code check_env}, and what Java needs besides. It plays some episodes at random.
 *
 * <pre>{@code
 * EnvironmentCheck.problems(CartPole::v1)                            // an empty list
 * EnvironmentCheck.problems(() -> new Simulation(new MyDynamics()))  // one sentence for each mistake
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

    /** @param make makes a new environment at every call */
    public static <S> List<String> problems(Supplier<? extends Environment<S>> make) {
        EnvironmentCheck<S> check = new EnvironmentCheck<>(make);
        check.attempt("looking at the spaces", check::spaces);
        if (check.problems.isEmpty()) { // without spaces there is nothing to play with
            check.attempt("calling in the wrong order", check::orderOfCalls);
            check.attempt("playing at random", check::play);
        }
        return List.copyOf(check.problems);
    }

    /** Throws IllegalStateException with all problems if there is one. */
    public static <S> void require(Supplier<? extends Environment<S>> make) {
        List<String> problems = problems(make);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the environment has problems:\n- " + String.join("\n- ", problems));
        }
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

    private void orderOfCalls() {
        expectThrown(IllegalStateException.class, "step before the first reset", () -> make.get()
                .step(0));
        expectThrown(IllegalStateException.class, "reset() before reset(seed)", () -> make.get()
                .reset());
        expectThrown(IllegalArgumentException.class, "reset(-1), a negative seed,", () -> make.get()
                .reset(-1));
        Environment<S> environment = make.get();
        environment.reset(SEED);
        int n = environment.actionSpace().n();
        expectThrown(IllegalArgumentException.class, "step(-1)", () -> environment.step(-1));
        expectThrown(IllegalArgumentException.class, "step(" + n + "), an action too many,", () -> environment.step(n));
    }

    private void play() {
        Environment<S> environment = make.get();
        List<Step<S>> given = new ArrayList<>();
        List<Step<S>> expected = rollout(environment, given::add);
        expect(same(expected, given), "an observation that was given out is changed by a later step; give out a copy");
        legal(expected, environment.observationSpace());
        expect(
                same(expected, rollout(environment, step -> {})),
                "the same seed and the same actions give another episode, in the same environment");
        expect(
                same(expected, rollout(environment, EnvironmentCheck::overwrite)),
                "writing into an observation that was given out changes the game; give out a copy");
        Environment<S> other = make.get();
        expect(
                same(expected, rollout(other, step -> {})),
                "the same seed and the same actions give another episode in a second environment");
        expect(!ignoresSeed(other), "every seed gives the same starts, although reset() gives different ones");
        sharesNothing(expected);
    }

    /** Plays some episodes and copies all steps, the first observation of each episode as a step without reward. */
    private List<Step<S>> rollout(Environment<S> environment, Consumer<Step<S>> given) {
        Pcg64 random = new Pcg64(SEED + 1);
        List<Step<S>> copies = new ArrayList<>();
        for (int episode = 0; episode < EPISODES; episode++) {
            S observation = episode == 0 ? environment.reset(SEED) : environment.reset();
            Step<S> step = new Step<>(observation, 0, false, false);
            copies.add(copy(step));
            given.accept(step);
            for (int t = 0; t < STEPS && !step.ended(); t++) {
                step = environment.step(environment.actionSpace().sample(random));
                if (step == null) {
                    throw new IllegalStateException("step gave null");
                }
                copies.add(copy(step));
                given.accept(step);
            }
            if (step.ended()) {
                expectThrown(IllegalStateException.class, "step after the end", () -> environment.step(0));
            }
        }
        return copies;
    }

    private static void overwrite(Step<?> step) {
        if (step.observation() instanceof float[] values) {
            Arrays.fill(values, Float.NaN);
        }
    }

    private void legal(List<Step<S>> steps, Space<S> space) {
        for (Step<S> step : steps) {
            S observation = step.observation();
            if (!space.contains(observation)) {
                String text = observation instanceof float[] values ? Arrays.toString(values) : "" + observation;
                expect(false, "the observation " + text + " is outside of the observation space " + space);
                return; // the first one will do
            }
            if (!Double.isFinite(step.reward())) {
                expect(false, "a reward is " + step.reward());
                return;
            }
        }
    }

    private boolean ignoresSeed(Environment<S> environment) {
        List<Step<S>> starts = starts(environment, SEED);
        boolean different = starts.stream().anyMatch(start -> !same(List.of(start), starts.subList(0, 1)));
        return different && same(starts, starts(environment, SEED + 333));
    }

    private List<Step<S>> starts(Environment<S> environment, long seed) {
        List<Step<S>> starts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            S observation = i == 0 ? environment.reset(seed) : environment.reset();
            starts.add(copy(new Step<>(observation, 0, false, false)));
        }
        return starts;
    }

    /** A second environment that is played in between must not be felt. */
    private void sharesNothing(List<Step<S>> expected) {
        Environment<S> one = make.get();
        Environment<S> two = make.get();
        Pcg64 random = new Pcg64(SEED + 1);
        boolean same = same(expected.subList(0, 1), List.of(new Step<>(one.reset(SEED), 0, false, false)));
        two.reset(SEED + 1);
        for (int t = 1; t < expected.size() && t <= STEPS && same; t++) {
            Step<S> step = one.step(one.actionSpace().sample(random));
            same = same(expected.subList(t, t + 1), List.of(step));
            if (step.ended()) {
                break;
            }
            if (two.step(0).ended()) {
                two.reset();
            }
        }
        expect(same, "two environments share something: stepping one changes the other");
    }

    private static <S> boolean same(List<Step<S>> one, List<Step<S>> two) {
        if (one.size() != two.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            Step<S> a = one.get(i);
            Step<S> b = two.get(i);
            if (!Arrays.deepEquals(new Object[] {a.observation()}, new Object[] {b.observation()})
                    || Double.compare(a.reward(), b.reward()) != 0
                    || a.terminated() != b.terminated()
                    || a.truncated() != b.truncated()) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static <S> Step<S> copy(Step<S> step) {
        return step.observation() instanceof float[] values
                ? new Step<>((S) values.clone(), step.reward(), step.terminated(), step.truncated())
                : step;
    }

    private void expectThrown(Class<? extends RuntimeException> type, String call, Runnable action) {
        String problem = call + " does not throw " + type.getSimpleName();
        try {
            action.run();
            expect(false, problem);
        } catch (RuntimeException e) {
            expect(type.isInstance(e), problem + " but " + e);
        }
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
