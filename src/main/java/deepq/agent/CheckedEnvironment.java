package deepq.agent;

import deepq.env.Box;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.env.Wrapper;
import deepq.network.QNetwork;
import deepq.random.Require;
import deepq.random.State;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An environment that is checked: what it gives is looked at before anybody learns from it. IllegalStateException
 * says what is wrong.
 */
record CheckedEnvironment(Environment<float[]> inner, int inputs, int actions) implements Wrapper<float[]> {
    /** @throws IllegalArgumentException for no environment, or one whose observations are no arrays of numbers */
    static CheckedEnvironment of(Supplier<? extends Environment<float[]>> make) {
        Environment<float[]> environment = make.get();
        Require.that(environment != null, "the supplier gave null instead of an environment");
        String what =
                "%s has the actions %s and the observations %s, but a network needs a Discrete and a Box (arrays of"
                        + " numbers). For an environment whose states are numbered there is QLearning, which "
                        + "learns a table";
        boolean usable = environment.actionSpace() != null && (Object) environment.observationSpace() instanceof Box;
        Require.that(usable, what, fullName(environment), environment.actionSpace(), environment.observationSpace());
        int inputs = ((Box) environment.observationSpace()).size();
        return new CheckedEnvironment(
                environment, inputs, environment.actionSpace().n());
    }

    /**
     * Several, each with a game of its own: one that two of them play, or one of the others, is refused, also behind
     * wrappers.
     */
    static List<CheckedEnvironment> several(
            List<CheckedEnvironment> others, Supplier<? extends Environment<float[]>> make, int count) {
        Set<Object> games = Collections.newSetFromMap(new IdentityHashMap<>());
        others.forEach(other -> games.add(innermost(other)));
        List<CheckedEnvironment> several =
                Stream.generate(() -> of(make)).limit(count).toList();
        for (CheckedEnvironment one : several) {
            String name = fullName(one.inner);
            boolean isNew = games.add(innermost(one));
            Require.that(isNew, "the supplier gave the same %s twice; it has to make a new one at every call", name);
        }
        return several;
    }

    /** Refuses a network of another size. */
    void requireFits(QNetwork network) {
        String message = "%s has observations of %s numbers and %s actions; the network has %s inputs and %s outputs";
        boolean fits = network.inputs() == inputs && network.outputs() == actions;
        Require.that(fits, message, fullName(inner), inputs, actions, network.inputs(), network.outputs());
    }

    @Override
    public Step<float[]> step(int action) {
        Step<float[]> step = Wrapper.super.step(action);
        if (!Float.isFinite((float) step.reward())) {
            throw fault("the reward " + step.reward() + ", which is not a finite float");
        }
        first(step.observation());
        return step;
    }

    /** Each observation is looked at, the first one and those of the steps. */
    @Override
    public float[] first(float[] observation) {
        if (observation == null || observation.length != inputs || !DqnAgent.finite(observation)) {
            throw fault("the observation " + Arrays.toString(observation) + ", not " + inputs + " finite numbers");
        }
        return observation;
    }

    @Override
    public void describe(State state) throws IOException {
        inner.describe(state);
    }

    private IllegalStateException fault(String gave) {
        return new IllegalStateException(fullName(inner) + " gave " + gave + ". EnvironmentCheck may find more");
    }

    private static Environment<?> innermost(Environment<?> environment) {
        return environment instanceof Wrapper<?> wrapper ? innermost(wrapper.inner()) : environment;
    }

    private static String fullName(Environment<?> environment) {
        String rest = environment instanceof Wrapper<?> wrapper ? " around " + fullName(wrapper.inner()) : "";
        return environment.name() + rest;
    }
}
