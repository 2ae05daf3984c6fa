/** Experience replay: remembered transitions, uniform or prioritized sampling, n-step returns. */
package deepq.replay;
