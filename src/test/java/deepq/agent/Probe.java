package deepq.agent;

import deepq.env.Box;
import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.network.DenseNetwork;
import java.util.Arrays;

/** Environments so small that their values are known, after Andy Jones's advice on debugging reinforcement learning. */
final class Probe implements Environment<float[]> {
    /** What one step leads to. */
    interface Rule {
        Step<float[]> step(int time, float[] observation, int action);
    }

    private final Rule rule;
    private final int actions;
    private final float[][] firsts;
    private int episodes;
    private int time;
    private float[] observation;

    /** Episodes begin with the observations of {@code firsts} in turn. */
    Probe(int actions, Rule rule, float[]... firsts) {
        this.actions = actions;
        this.rule = rule;
        this.firsts = firsts;
    }

    /** The training of a new network in a game of one action, whose episodes begin with 0. */
    static Trainer training(Rule rule) {
        return new Trainer(new DqnConfig(), () -> new Probe(1, rule, new float[] {0}), DenseNetwork.hidden(4), 0);
    }

    @Override
    public float[] reset(long seed) {
        episodes = 0;
        return reset();
    }

    @Override
    public float[] reset() {
        time = 0;
        observation = firsts[episodes++ % firsts.length];
        return observation.clone();
    }

    @Override
    public Step<float[]> step(int action) {
        Step<float[]> step = rule.step(time++, observation, action);
        observation = step.observation();
        return step;
    }

    @Override
    public Discrete actionSpace() {
        return new Discrete(actions);
    }

    @Override
    public Box observationSpace() {
        float[] high = new float[firsts[0].length];
        Arrays.fill(high, 100);
        float[] low = new float[firsts[0].length];
        Arrays.fill(low, -100);
        return new Box(low, high);
    }
}
