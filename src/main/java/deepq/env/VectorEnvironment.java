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
 * {@code AutoresetMode.SAME_STEP}. An environment whose episode ends is reset in the same step. A {@link Simulation}, alone or
 * in a {@link TimeLimit}, is stepped without allocating anything.
 */
public final class VectorEnvironment implements Saveable {
    private final List<Lane> lanes;
    private final Discrete actionSpace;
    private final int observationSize;

    private VectorEnvironment(List<Lane> lanes, Discrete actionSpace, int observationSize) {
        this.lanes = lanes;
        this.actionSpace = actionSpace;
        this.observationSize = observationSize;
    }

    /**
     * @param make makes a new environment at every call, for example {@code CartPole::v1}
     * @param size how many, 1 or more
     */
    public static VectorEnvironment of(Supplier<? extends Environment<float[]>> make, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("1 environment or more, not " + size);
        }
        Set<Object> different = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Lane> lanes = new ArrayList<>();
        Environment<float[]> environment = null;
        for (int i = 0; i < size; i++) {
            environment = make.get();
            if (!different.add(innermost(environment))) {
                throw new IllegalArgumentException(
                        "the supplier gave the same environment twice; it has to make new ones");
            }
            lanes.add(lane(environment));
        }
        Box box = (Box) environment.observationSpace();
        return new VectorEnvironment(List.copyOf(lanes), environment.actionSpace(), box.size());
    }

    /** How many environments. */
    public int size() {
        return lanes.size();
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
            lanes.get(i).reset(seed + i, out.observations, i * observationSize);
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
            Lane lane = lanes.get(i);
            int row = i * observationSize;
            lane.step(actions[i], out, i, row);
            if (out.terminated[i] || out.truncated[i]) {
                lane.reset(out.observations, row);
            } else {
                System.arraycopy(out.nextObservations, row, out.observations, row, observationSize);
            }
        }
    }

    /** Throws IllegalStateException if an environment is not {@link Saveable}. */
    @Override
    public void write(DataOutput out) throws IOException {
        for (Lane lane : lanes) {
            lane.write(out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        for (Lane lane : lanes) {
            lane.read(in);
        }
    }

    private void requireFits(VectorStep out) {
        if (out.rewards.length != size() || out.observations.length != size() * observationSize) {
            throw new IllegalArgumentException("the VectorStep is for " + out.rewards.length + " environments and "
                    + out.observations.length + " floats; wanted: " + size() + " and " + size() * observationSize);
        }
    }

    private static Object innermost(Environment<?> environment) {
        return environment instanceof Wrapper<?> wrapper ? innermost(wrapper.inner()) : environment;
    }

    private static Lane lane(Environment<float[]> environment) {
        if (environment instanceof Simulation simulation) {
            return new SimulationLane(simulation, Integer.MAX_VALUE);
        }
        if (environment instanceof TimeLimit<float[]> limit && limit.inner() instanceof Simulation simulation) {
            return new SimulationLane(simulation, limit.maxSteps());
        }
        return new CopyingLane(environment);
    }

    /** One environment, writing its observations into the rows of the arrays given. */
    private interface Lane extends Saveable {
        void reset(long seed, float[] rows, int row);

        void reset(float[] rows, int row);

        /** Writes reward, flags and nextObservations of environment {@code i}. */
        void step(int action, VectorStep out, int i, int row);
    }

    /** What TimeLimit over Simulation does, without making a Step. */
    private static final class SimulationLane implements Lane {
        private final Simulation simulation;
        private final int maxSteps;
        private int steps;

        SimulationLane(Simulation simulation, int maxSteps) {
            this.simulation = simulation;
            this.maxSteps = maxSteps;
        }

        @Override
        public void reset(long seed, float[] rows, int row) {
            simulation.restart(seed);
            steps = 0;
            simulation.observe(rows, row);
        }

        @Override
        public void reset(float[] rows, int row) {
            simulation.restart();
            steps = 0;
            simulation.observe(rows, row);
        }

        @Override
        public void step(int action, VectorStep out, int i, int row) {
            out.rewards[i] = simulation.advance(action);
            steps++;
            out.terminated[i] = simulation.terminated();
            out.truncated[i] = steps >= maxSteps;
            simulation.observe(out.nextObservations, row);
        }

        @Override
        public void write(DataOutput out) throws IOException {
            out.writeInt(steps);
            simulation.write(out);
        }

        @Override
        public void read(DataInput in) throws IOException {
            steps = in.readInt();
            simulation.read(in);
        }
    }

    /** Any other environment. */
    private record CopyingLane(Environment<float[]> environment) implements Lane {
        @Override
        public void reset(long seed, float[] rows, int row) {
            copy(environment.reset(seed), rows, row);
        }

        @Override
        public void reset(float[] rows, int row) {
            copy(environment.reset(), rows, row);
        }

        @Override
        public void step(int action, VectorStep out, int i, int row) {
            Step<float[]> step = environment.step(action);
            out.rewards[i] = step.reward();
            out.terminated[i] = step.terminated();
            out.truncated[i] = step.truncated();
            copy(step.observation(), out.nextObservations, row);
        }

        @Override
        public void write(DataOutput out) throws IOException {
            Wrapper.saveable(environment).write(out);
        }

        @Override
        public void read(DataInput in) throws IOException {
            Wrapper.saveable(environment).read(in);
        }

        private void copy(float[] observation, float[] rows, int row) {
            int size = ((Box) environment.observationSpace()).size();
            if (observation.length != size) { // it would spill into the next environment's row
                throw new IllegalStateException("an observation of " + observation.length
                        + " floats; the observation space says " + size + ". EnvironmentCheck may find more");
            }
            System.arraycopy(observation, 0, rows, row, size);
        }
    }
}
