package deepq.env;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Several environments in lockstep, each with its own stream of random numbers: Gymnasium's {@code VectorEnv} with
 * {@code AutoresetMode.SAME_STEP}. An environment whose episode ends is reset in the same step. What an environment gives is
 * looked at before anybody learns from it: a number that is none ends the step with an IllegalStateException that names it.
 */
public final class VectorEnvironment implements Saveable {
    private final List<Environment<float[]>> environments;
    private final Discrete actionSpace;
    private final int observationSize;

    private VectorEnvironment(List<Environment<float[]>> environments, Discrete actionSpace, int observationSize) {
        this.environments = environments;
        this.actionSpace = actionSpace;
        this.observationSize = observationSize;
    }

    /**
     * @param make makes a new environment at every call, for example {@code CartPole::v1}; its observations are a {@link Box}
     * @param size how many, 1 or more
     */
    public static VectorEnvironment of(Supplier<? extends Environment<float[]>> make, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("1 environment or more, not " + size);
        }
        Set<Object> games = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Environment<float[]>> environments = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Environment<float[]> environment = make.get();
            if (environment == null) {
                throw new IllegalArgumentException("the supplier gave null instead of an environment");
            }
            if (!games.add(innermost(environment))) {
                throw new IllegalArgumentException("the supplier gave the same environment twice, "
                        + fullName(environment) + "; it has to make new ones");
            }
            environments.add(environment);
        }
        Environment<float[]> first = environments.get(0);
        if (first.actionSpace() == null || !(first.observationSpace() instanceof Box box)) {
            throw new IllegalArgumentException(fullName(first) + " has the actions " + first.actionSpace()
                    + " and the observations " + first.observationSpace()
                    + "; wanted are a Discrete and a Box, that is arrays of numbers. A table, as QLearning's,"
                    + " learns an environment whose states are numbered");
        }
        return new VectorEnvironment(List.copyOf(environments), first.actionSpace(), box.size());
    }

    /** How many environments. */
    public int size() {
        return environments.size();
    }

    /** How many floats one observation has. */
    public int observationSize() {
        return observationSize;
    }

    public Discrete actionSpace() {
        return actionSpace;
    }

    /** Resets all, environment i with {@code seed + i}. Both kinds of observations are then the first ones, all rewards 0. */
    public void reset(long seed, VectorStep out) {
        requireFits(out);
        for (int i = 0; i < size(); i++) {
            copy(environments.get(i).reset(seed + i), i, out.observations);
        }
        System.arraycopy(out.observations, 0, out.nextObservations, 0, out.observations.length);
        Arrays.fill(out.rewards, 0);
        Arrays.fill(out.terminated, false);
        Arrays.fill(out.truncated, false);
    }

    /** Steps each environment i with {@code actions[i]}. If one of the actions does not exist, none of them is done. */
    public void step(int[] actions, VectorStep out) {
        requireFits(out);
        if (actions.length != size()) {
            throw new IllegalArgumentException(actions.length + " actions for " + size() + " environments");
        }
        for (int action : actions) {
            actionSpace.require(action);
        }
        for (int i = 0; i < size(); i++) {
            Step<float[]> step = Inner.step(environments.get(i), actions[i]);
            if (!Double.isFinite(step.reward())) {
                throw fault(i, "a reward of " + step.reward());
            }
            out.rewards[i] = step.reward();
            out.terminated[i] = step.terminated();
            out.truncated[i] = step.truncated();
            copy(step.observation(), i, out.nextObservations);
            copy(step.ended() ? environments.get(i).reset() : step.observation(), i, out.observations);
        }
    }

    /** Throws IllegalStateException if an environment is not {@link Saveable}. */
    @Override
    public void write(DataOutput out) throws IOException {
        for (Environment<float[]> environment : environments) {
            Inner.saveable(environment).write(out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        for (Environment<float[]> environment : environments) {
            Inner.saveable(environment).read(in);
        }
    }

    private void copy(float[] observation, int i, float[] rows) {
        if (observation == null || observation.length != observationSize) {
            throw fault(
                    i,
                    observation == null
                            ? "null instead of an observation"
                            : "an observation of " + observation.length + " numbers, where its observation space has "
                                    + observationSize);
        }
        for (float number : observation) {
            if (!Float.isFinite(number)) {
                throw fault(i, "the observation " + Arrays.toString(observation));
            }
        }
        System.arraycopy(observation, 0, rows, i * observationSize, observationSize);
    }

    private IllegalStateException fault(int i, String gave) {
        return new IllegalStateException("the environment " + fullName(environments.get(i)) + " gave " + gave
                + ". EnvironmentCheck.problems may find more");
    }

    private void requireFits(VectorStep out) {
        if (out.rewards.length != size() || out.observations.length != size() * observationSize) {
            throw new IllegalArgumentException("the VectorStep is for " + out.rewards.length + " environments and "
                    + out.observations.length + " floats; wanted: " + size() + " and " + size() * observationSize);
        }
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
