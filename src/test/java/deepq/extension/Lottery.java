package deepq.extension;

import deepq.env.Box;
import deepq.env.Discrete;
import deepq.env.Dynamics;
import deepq.random.Pcg64;

/** A stochastic game in one class: one step; action 0 pays 0.5 for sure, action 1 pays 1 in seven of ten cases. */
final class Lottery implements Dynamics {
    @Override
    public Discrete actionSpace() {
        return new Discrete(2);
    }

    @Override
    public Box observationSpace() {
        return new Box(new float[] {0}, new float[] {1});
    }

    @Override
    public double[] start(Pcg64 random) {
        return new double[] {0};
    }

    @Override
    public double step(double[] state, int action, Pcg64 random) {
        state[0] = 1;
        return action == 0 ? 0.5 : random.random() < 0.7 ? 1 : 0;
    }

    @Override
    public boolean terminated(double[] state) {
        return state[0] == 1;
    }

    @Override
    public float[] observation(double[] state) {
        return new float[] {(float) state[0]};
    }
}
