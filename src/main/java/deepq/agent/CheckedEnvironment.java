package deepq.agent;

import deepq.env.Box;
import deepq.env.Environment;
import deepq.env.Space;
import deepq.env.Step;
import deepq.env.Wrapper;
import deepq.random.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An environment whose gifts are looked at before anybody learns from them: a missing step, an observation of another length or a
 * number that is none ends the step with an IllegalStateException that names the environment.
 *
 * @param inputs how many numbers an observation has
 */
record CheckedEnvironment(Environment<float[]> inner, int inputs) implements Wrapper<float[]> {
    /** @throws IllegalArgumentException for no environment, or one whose observations are no arrays of numbers */
    static CheckedEnvironment of(Supplier<? extends Environment<float[]>> make) {
        Environment<float[]> environment = make.get();
        Require.that(environment != null, "the supplier gave null instead of an environment");
        Space<?> observations = environment.observationSpace();
        if (environment.actionSpace() == null || !(observations instanceof Box box)) {
            throw new IllegalArgumentException(fullName(environment) + " has the actions " + environment.actionSpace()
                    + " and the observations " + observations
                    + "; wanted are a Discrete and a Box, that is arrays of numbers. A table, as QLearning's,"
                    + " learns an environment whose states are numbered");
        }
        return new CheckedEnvironment(environment, box.size());
    }

    /** Several, each with a game of its own: one game that two of them play would be refused, also behind wrappers. */
    static List<CheckedEnvironment> several(Supplier<? extends Environment<float[]>> make, int count) {
        Set<Object> games = Collections.newSetFromMap(new IdentityHashMap<>());
        List<CheckedEnvironment> environments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CheckedEnvironment environment = of(make);
            String name = fullName(environment.inner);
            boolean isNew = games.add(innermost(environment));
            Require.that(isNew, "the supplier gave the same environment twice, %s; it has to make new ones", name);
            environments.add(environment);
        }
        return environments;
    }

    int actions() {
        return actionSpace().n();
    }

    @Override
    public Step<float[]> step(int action) {
        Step<float[]> step = Wrapper.super.step(action);
        if (!Double.isFinite(step.reward())) {
            throw fault("a reward of " + step.reward());
        }
        first(step.observation());
        return step;
    }

    /** Each observation is looked at, the first one and those of the steps. */
    @Override
    public float[] first(float[] observation) {
        if (observation == null) {
            throw fault("null instead of an observation");
        }
        int size = observation.length;
        if (size != inputs) {
            throw fault("an observation of " + size + " numbers, where its observation space has " + inputs);
        }
        if (!DqnAgent.finite(observation)) {
            throw fault("the observation " + Arrays.toString(observation));
        }
        return observation;
    }

    private IllegalStateException fault(String gave) {
        return new IllegalStateException(
                "the environment " + fullName(inner) + " gave " + gave + ". EnvironmentCheck.problems may find more");
    }

    private static Environment<?> innermost(Environment<?> environment) {
        return environment instanceof Wrapper<?> wrapper ? innermost(wrapper.inner()) : environment;
    }

    private static String fullName(Environment<?> environment) {
        return environment instanceof Wrapper<?> wrapper
                ? environment.name() + " around " + fullName(wrapper.inner())
                : environment.name();
    }
}
